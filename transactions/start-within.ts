/** After so many claims in a row that came too late, a claim's moment is as wide as it gets: 16 times its shortest. */
export const MOST_DOUBLINGS = 4;

/**
 * SQL for the milliseconds from its claim within which the request of a row of `message` starts, or not at all.
 * `shortest` names the parameter that holds `Timings.startWithin`. Doubles with each claim in a row that came too late: on
 * a database too slow for the shortest one, messages still go out, and a takeover waits for that conversation's alone.
 */
export function startWithinMs(shortest: `$${number}`): string {
  return `(${shortest}::float8 * power(2, least(late_claims, ${MOST_DOUBLINGS})))`;
}
