import type { Push } from '../../api/contract/push';
import { request } from './request';

export function readPush(): Promise<Push> {
  return request<Push>('GET', '/api/push');
}

/** From now on this browser is told, until its session ends. */
export function keepSubscription(subscription: PushSubscription): Promise<undefined> {
  return request<undefined>('PUT', '/api/push/subscription', subscription);
}

export function endSubscription(): Promise<undefined> {
  return request<undefined>('DELETE', '/api/push/subscription');
}
