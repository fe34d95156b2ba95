import { PROBLEMS, type ProblemCode } from './contract/problem';

interface ProblemExtras {
  /** Further members of the body, such as `errors` or `holder`. */
  facts?: Readonly<Record<string, unknown>>;
  headers?: Readonly<Record<string, string>>;
}

/** A refusal on its way to becoming a problem+json answer. */
export class HttpProblem extends Error {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ProblemCode,
    /** One plain sentence that names what to do. */
    readonly detail: string,
    { facts = {}, headers = {} }: ProblemExtras = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'HttpProblem';
    this.facts = facts;
    this.headers = headers;
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }
}
