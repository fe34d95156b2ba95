import { isIP } from 'node:net';
import { isPublicAddress } from './public-address';

/** Longer than any push service's addresses. */
export const ENDPOINT_LIMIT = 1_000;

/**
 * Whether messages may be sent to this address, which a browser named and anybody could have made up: TLS on its usual
 * port, and no address inside our network as far as the name shows it; what it resolves to is checked when it is used.
 * @param internalOrigins push services of one's own, which may be anywhere: `http://10.0.0.5:8080`
 */
export function isPushEndpoint(endpoint: string, internalOrigins: readonly string[]): boolean {
  if (endpoint.length > ENDPOINT_LIMIT || !URL.canParse(endpoint)) return false;
  const { protocol, username, password, port, hostname, origin } = new URL(endpoint);
  if (username !== '' || password !== '') return false;
  if (internalOrigins.includes(origin)) return true;
  const host = hostname.replace(/^\[|\]$/g, '');
  return protocol === 'https:' && port === '' && (isIP(host) === 0 ? host.includes('.') : isPublicAddress(host));
}
