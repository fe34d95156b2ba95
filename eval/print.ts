import type { Figure, Floor, Section } from './section';

/** The sections as text for a terminal: a table each, its floors, its notes. */
export function printSections(sections: readonly Section[]): string {
  return sections.map(printSection).join('\n');
}

function printSection({ name, rows, floors, notes }: Section): string {
  const columns = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
  const table = rows.map((row) => [
    row.name,
    row.role === 'tuned' ? 'tuned on' : '',
    String(row.n),
    ...columns.map((column) => printFigure(row.figures[column])),
  ]);
  const verdicts = floors.map((floor) => [
    floor.passed ? 'ok' : 'FAILED',
    floor.name,
    `${printFloor(floor, floor.measured)} of n=${floor.n}`,
    `floor ${floor.kind === 'min' ? '>=' : '<='} ${printFloor(floor, floor.floor)}`,
    `goal ${printFloor(floor, floor.goal)}${reached(floor) ? ' reached' : ''}`,
  ]);
  return [
    `\n== ${name}`,
    ...aligned([['', '', 'n', ...columns], ...table]),
    ...(verdicts.length > 0 ? [''] : []),
    ...aligned(verdicts),
    ...notes,
  ].join('\n');
}

const reached = ({ kind, measured, goal }: Floor): boolean => (kind === 'min' ? measured >= goal : measured <= goal);

/** Shares of our floors are at most 1; counts and milliseconds are told by being whole or by their goal. */
function printFloor({ floor, goal }: Floor, value: number): string {
  return Math.max(floor, goal) <= 1 && !Number.isInteger(floor)
    ? percent(value, 2)
    : String(Math.round(value * 100) / 100);
}

function printFigure(figure: Figure | undefined): string {
  if (!figure || figure.value === null) return '-';
  const { value, unit, low, high } = figure;
  switch (unit) {
    case 'share':
      return low === undefined || high === undefined
        ? percent(value, 1)
        : `${percent(value, value < 0.01 && value > 0 ? 2 : 1)} [${percent(low, 1)}-${percent(high, 1)}]`;
    case 'count':
      return String(value);
    case 'ms':
    case 'score':
      return value.toFixed(3);
  }
}

const percent = (share: number, digits: number): string => (share * 100).toFixed(digits);

function aligned(lines: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const line of lines) line.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)));
  return lines.map((line) =>
    line
      .map((cell, i) => (i === 0 || lines[0]?.[i] === '' ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
