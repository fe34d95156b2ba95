/**
 * The small program that shows notifications, also while no page is open; on phones nothing else can. Null where the
 * browser has none, or where the page came over plain http from another machine.
 */
export async function startWorker(): Promise<ServiceWorkerRegistration | null> {
  if (!('serviceWorker' in navigator)) return null;
  try {
    await navigator.serviceWorker.register('/service-worker.js');
    return await navigator.serviceWorker.ready;
  } catch {
    return null;
  }
}
