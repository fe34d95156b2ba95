import type { Problem, ProblemCode } from '../../api/contract/problem';

/** The API refused: `code` is what to act on, `message` what to show. */
export class Refused extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  /** Who holds the conversation, with `handled_by_other`. */
  readonly holder: Problem['holder'];
  /** What is wrong with single fields of the request. */
  readonly errors: NonNullable<Problem['errors']>;

  constructor({ status, code, detail, holder, errors = [] }: Problem) {
    super(detail);
    this.name = 'Refused';
    this.status = status;
    this.code = code as ProblemCode;
    this.holder = holder;
    this.errors = errors;
  }
}

/** No answer came: the network, or a server that restarts. Trying again is right. */
export class Unreachable extends Error {
  constructor() {
    super('Baton cannot be reached at the moment.');
    this.name = 'Unreachable';
  }
}

/** Whether the same request may succeed later without anybody changing it. */
export function isTemporary(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Refused && (error.status >= 500 || error.status === 429));
}

/** One sentence for a person. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : 'Something went wrong.';
}
