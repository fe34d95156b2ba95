import type { z } from 'zod';
import type { ProblemCode } from './problem';

/** One documented route. A test compares this list with the routes that exist. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** `{id}` stands for a part of the path. */
  path: string;
  tag: string;
  summary: string;
  /** Who may call it: anybody, anybody whose body is signed, a teammate, or an owner; both by session or by key. */
  access: 'public' | 'signed' | 'teammate' | 'owner';
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The body is a file of one of these types, as it is. */
  file?: readonly string[];
  answer: Answer;
  /** What may be refused besides what follows from `access` and `body`. */
  refuses?: readonly ProblemCode[];
}

export type Answer =
  | { status: 200 | 201; schema: z.ZodType }
  | {
      status: 200;
      type: 'text/plain' | 'text/html' | 'application/octet-stream' | 'application/json' | 'text/event-stream';
    }
  | { status: 204 };
