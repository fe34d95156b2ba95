/** One line of the table. Times are only ever goals as a ratio to a baseline of the same run: machines differ. */
export interface Figure {
  section: string;
  what: string;
  unit: 'ms' | 'msg/s' | 'CPU s' | 'MB' | 'count' | 'bytes';
  value: number;
  /** The same on the baseline; null where nothing is compared. */
  baseline: number | null;
  /** A bound on value / baseline; null where there is no goal. */
  goal: { atMost: number } | { atLeast: number } | null;
}

export function ratioOf({ value, baseline }: Figure): number | null {
  return baseline === null ? null : value / baseline;
}

/** Whether the figure keeps its goal; null where there is none. */
export function isMet(figure: Figure): boolean | null {
  const ratio = ratioOf(figure);
  if (figure.goal === null || ratio === null) return null;
  return 'atMost' in figure.goal ? ratio <= figure.goal.atMost : ratio >= figure.goal.atLeast;
}

/** The figures as a Markdown table, the way docs/performance.md shows them. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.section,
    figure.what,
    `${shown(figure.value)} ${figure.unit}`,
    figure.baseline === null ? '' : `${shown(figure.baseline)} ${figure.unit}`,
    shownRatio(ratioOf(figure)),
    goalOf(figure),
  ]);
  const head = ['section', 'figure', 'Baton', 'baseline', 'ratio', 'goal'];
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function goalOf(figure: Figure): string {
  if (figure.goal === null) return '';
  const bound = 'atMost' in figure.goal ? `<= ${figure.goal.atMost}` : `>= ${figure.goal.atLeast}`;
  return `${bound} ${isMet(figure) === true ? 'met' : 'MISSED'}`;
}

function shownRatio(ratio: number | null): string {
  return ratio === null ? '' : ratio.toFixed(2);
}

/** Three significant digits say all that a run can repeat. */
function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
