/** The result of an activity, or null when it failed for good or was cancelled: no failure may leave a conversation's loops. */
export async function attempt<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch {
    return null;
  }
}
