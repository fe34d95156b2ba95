import type { Floor } from './section';

/** A floor before it is judged; `measured` is null where the data are not there. */
export type Promised = Omit<Floor, 'passed' | 'measured'> & { measured: number | null };

/** Judges figures against their floors; those without a figure are left out. */
export function floors(promised: readonly Promised[]): Floor[] {
  return promised.flatMap((one) => {
    const { measured, kind, floor } = one;
    if (measured === null) return [];
    return [{ ...one, measured, passed: kind === 'min' ? measured >= floor : measured <= floor }];
  });
}
