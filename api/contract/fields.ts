import { z } from 'zod';

/** Any uuid; an id that looks like none is refused before Postgres sees it. */
export const id = z.guid();

/** A moment, ISO 8601 in UTC. */
export const time = z.iso.datetime();

/** Made by the client once per click and repeated on every retry of it. */
export const clientId = z.string().regex(/^[\x21-\x7e]{1,128}$/, 'must be 1 to 128 visible ASCII characters');

const UNSTORABLE = /\0|\p{Surrogate}/u;
const CONTROL = /\p{Cc}/u;

/** Text of several lines. Postgres stores neither NUL nor half a surrogate pair. Lengths count UTF-16 units, as WhatsApp does. */
export function text(maximum: number) {
  return z
    .string()
    .min(1)
    .max(maximum)
    .refine((value) => !UNSTORABLE.test(value), 'must not contain NUL or unpaired surrogates')
    .refine((value) => value.trim() !== '', 'must not be blank');
}

/** One line, without blanks around it: names and titles. */
export function line(maximum: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .refine((value) => !CONTROL.test(value) && !UNSTORABLE.test(value), 'must be one line of readable characters');
}

export const email = z.email().max(320);
