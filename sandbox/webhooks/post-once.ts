/** Posts a webhook. `status` is null when no answer came in time; redirects are not followed, as with the real providers. */
export async function postOnce(
  url: string,
  raw: Buffer,
  headers: Record<string, string>,
  timeoutMs: number,
  stopped: AbortSignal,
): Promise<{ status: number | null; tookMs: number }> {
  const startedMs = performance.now();
  const tookMs = () => Math.round(performance.now() - startedMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: new Uint8Array(raw),
      headers: { 'content-type': 'application/json', ...headers },
      redirect: 'manual',
      signal: AbortSignal.any([stopped, AbortSignal.timeout(timeoutMs)]),
    });
    await response.arrayBuffer();
    return { status: response.status, tookMs: tookMs() };
  } catch {
    return { status: null, tookMs: tookMs() };
  }
}
