export interface EvalOptions {
  /** A folder of unseen cases to measure instead of our own. */
  data: string | null;
  /** Where to write the sections as JSON. */
  json: string | null;
  /** List the wrongly judged cases of the parts that may be tuned on; those of the reported parts stay unseen. */
  errors: boolean;
  /** Train the upset scorer anew and write its weights, instead of measuring. */
  train: boolean;
  /** How many messages a model is asked about at most, when there is a key for one. */
  model: number;
  /** US dollars for a million tokens read and written, to tell what the model cost; null when nobody said. */
  price: { input: number; output: number } | null;
}

export const USAGE = 'npm run eval -- [--data=DIR] [--json=FILE] [--errors] [--train] [--model=N] [--price=IN,OUT]';

/** Reads the arguments of `USAGE`; returns the first one that is none of them as a complaint. */
export function readOptions(args: readonly string[]): EvalOptions | string {
  const options: EvalOptions = { data: null, json: null, errors: false, train: false, model: 200, price: null };
  for (const arg of args) {
    const [, name, value = ''] = /^--(\w+)(?:=(.+))?$/u.exec(arg) ?? [];
    const price = /^(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)$/u.exec(value);
    if (arg === '--errors') options.errors = true;
    else if (arg === '--train') options.train = true;
    else if ((name === 'data' || name === 'json') && value !== '') options[name] = value;
    else if (name === 'model' && /^\d{1,5}$/u.test(value)) options.model = Number(value);
    else if (name === 'price' && price !== null) options.price = { input: Number(price[1]), output: Number(price[2]) };
    else return `unknown argument: ${arg}`;
  }
  return options;
}
