export interface EvalOptions {
  /** A folder of unseen cases to measure instead of our own. */
  data: string | null;
  /** Where to write the sections as JSON. */
  json: string | null;
  /** List the wrongly judged cases of the parts that may be tuned on; those of the reported parts stay unseen. */
  errors: boolean;
  /** Train the upset scorer anew and write its weights, instead of measuring. */
  train: boolean;
}

/** Reads `--data=DIR --json=FILE --errors --train`; returns the first argument that is none of them as a complaint. */
export function readOptions(args: readonly string[]): EvalOptions | string {
  const options: EvalOptions = { data: null, json: null, errors: false, train: false };
  for (const arg of args) {
    const [, name, value] = /^--(data|json)=(.+)$/u.exec(arg) ?? [];
    if (arg === '--errors') options.errors = true;
    else if (arg === '--train') options.train = true;
    else if ((name === 'data' || name === 'json') && value !== undefined) options[name] = value;
    else return `unknown argument: ${arg}`;
  }
  return options;
}
