/**
 * At most `most` of these, as many of each group as of any other while there are some, the first of each: the same ones at
 * every run.
 */
export function spreadOver<T>(all: readonly T[], groupOf: (one: T) => string, most: number): T[] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(groupOf(one), [...(groups.get(groupOf(one)) ?? []), one]);
  const taken: T[] = [];
  for (let at = 0; taken.length < Math.min(most, all.length); at += 1)
    for (const group of groups.values()) {
      const one = group[at];
      if (one !== undefined && taken.length < most) taken.push(one);
    }
  return taken;
}
