/** What one part of the evaluation measured; every part of `eval/` returns sections and `main.ts` prints them all. */
export interface Section {
  /** Title of the table, e.g. `requests for a person`. */
  name: string;
  rows: readonly Row[];
  floors: readonly Floor[];
  /** Said below the table: what was tuned on, which data were missing, what stays wrong. */
  notes: readonly string[];
}

/** One line of a table. */
export interface Row {
  /** What was measured, e.g. `own set, report part, es`. */
  name: string;
  /** Cases judged. */
  n: number;
  /** `tuned`: the rules were written while looking at these cases, good figures mean little. `reported`: they were not. */
  role: 'tuned' | 'reported';
  /** By column title; the order of the first row is the order of the columns. */
  figures: Readonly<Record<string, Figure>>;
}

/** A share is 0 to 1, `low` and `high` its Wilson 95 % interval; null where there was nothing to divide by. */
export interface Figure {
  value: number | null;
  unit: 'share' | 'count' | 'ms' | 'score';
  low?: number;
  high?: number;
}

/** A promise about one figure. The run fails if any is not passed; one over missing data is left out, not failed. */
export interface Floor {
  name: string;
  measured: number;
  /** `min`: measured must be at least `floor`; `max`: at most. */
  kind: 'min' | 'max';
  floor: number;
  goal: number;
  passed: boolean;
  /** Cases behind `measured`. */
  n: number;
}

/** Where cases are read from; null where a folder is not there. */
export interface Sources {
  /** `eval/data`: written for this repository. */
  own: string;
  /** The development data next to the checkout: flat files, see its own README. */
  shared: string | null;
  /** A folder given by `--data`, in the layout `explicit/ upset/ unrelated/ faq/ dialogues/`. Then nothing else is measured. */
  unseen: string | null;
}
