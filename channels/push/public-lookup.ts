import { lookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address';

/** A name that leads, if only by one of its addresses, into our own network. */
export const NOT_PUBLIC = 'ENOTPUBLIC';

/** Resolves a name as `node:net` wants it, for this one connection, so that a second answer of the DNS changes nothing. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const [first] = error === null ? found : [];
    if (first === undefined) {
      callback(error, '');
      return;
    }
    if (!found.every(({ address }) => isPublicAddress(address)))
      callback(Object.assign(new Error('the name leads to an address that is not public'), { code: NOT_PUBLIC }), '');
    else if (options.all === true) callback(null, found);
    else callback(null, first.address, first.family);
  });
};
