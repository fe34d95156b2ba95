/** Holds the signed id of the page's session. */
export const SESSION_COOKIE = 'baton_session';
