/** One line of what the doctor says. `advice` is what to do about it, a sentence. */
export type Finding =
  | { kind: 'well'; says: string }
  /** Works, but not as it could. */
  | { kind: 'weak'; says: string; advice: string }
  | { kind: 'wrong'; says: string; advice: string };

/** A look at one part of a set-up. Never prints a secret; may throw or hang, which is then the finding. */
export interface Check {
  name: string;
  look: (signal: AbortSignal) => Promise<Finding>;
}

export function well(says: string): Finding {
  return { kind: 'well', says };
}

export function weak(says: string, advice: string): Finding {
  return { kind: 'weak', says, advice };
}

export function wrong(says: string, advice: string): Finding {
  return { kind: 'wrong', says, advice };
}

/** What cannot be looked at before `names` are set; the configuration's own line says that they are not. */
export function notLookedAt(...names: string[]): Finding {
  return weak('not looked at', `Set ${names.join(', ')} first.`);
}
