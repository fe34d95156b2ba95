import { endSubscription, keepSubscription, readPush } from '../server/push';
import { startWorker } from './worker';

/**
 * Has this browser told also while no page is open. Done again at every start: a subscription may have been lost on either
 * side, and a new session begins without one. Whoever may not be told yet is not asked here.
 * @returns false when this browser or its push service does not take part
 */
export async function turnPushOn(): Promise<boolean> {
  const worker = await startWorker();
  // Some browsers have the one without the other.
  const manager = worker === null ? undefined : (worker.pushManager as PushManager | undefined);
  if (manager === undefined) return false;
  const { publicKey } = await readPush();
  const subscription = await subscribe(manager, publicKey);
  if (subscription === null) return false;
  await keepSubscription(subscription);
  return true;
}

export async function turnPushOff(): Promise<void> {
  await endSubscription();
  const worker = await navigator.serviceWorker.getRegistration();
  const subscription = await worker?.pushManager.getSubscription();
  await subscription?.unsubscribe();
}

async function subscribe(manager: PushManager, publicKey: string): Promise<PushSubscription | null> {
  const known = await manager.getSubscription();
  if (known !== null && keyOf(known) === publicKey) return known;
  // Made for another installation at this address: its push service refuses our key.
  await known?.unsubscribe();
  return manager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey }).catch(() => null);
}

function keyOf({ options: { applicationServerKey } }: PushSubscription): string | null {
  if (applicationServerKey === null) return null;
  const bytes = String.fromCharCode(...new Uint8Array(applicationServerKey));
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
