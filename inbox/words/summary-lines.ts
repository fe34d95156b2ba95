interface SummaryLine {
  /** In the language of whoever the summary was made for: "Wants". */
  name: string;
  words: string;
}

const LINE = /^(?<name>[^:“"]{1,24}): (?<words>.+)$/u;

/** A handoff's summary, line by line, what the customer wants first; null when it is laid out in another way. */
export function summaryLines(summary: string): SummaryLine[] | null {
  const lines = summary.split('\n').flatMap((line) => {
    const { name, words } = LINE.exec(line)?.groups ?? {};
    return name === undefined || words === undefined ? [] : [{ name, words }];
  });
  return lines.length === summary.split('\n').length ? lines : null;
}
