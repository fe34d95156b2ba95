/**
 * What is read of a message that its customer may have taken back: the row stays, what it said and held is shown to nobody,
 * and an agent does not know it. As columns of `message`.
 */
export const TEXT = 'case when revoked_at is null then text end';
export const KIND = "case when revoked_at is null then kind else 'revoked' end";
