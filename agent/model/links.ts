const TOP_LEVEL_DOMAINS =
  'com|net|org|info|biz|io|co|app|dev|shop|store|online|site|xyz|me|ly|gl|to|cc|link|click|top|live|page|example|de|es|pt|br|fr|it|tr|id|in|uk|us|eu|ru|cn|mx|ar';

// An e-mail address; or a URL by its scheme (also the "hxxp" of people who hide one), by "www.", or by a known ending.
const LINK = new RegExp(
  String.raw`[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+` +
    String.raw`|(?:[a-z][a-z0-9+.-]{1,15}:\/\/|www\.)[^\s<>"'\u0060|*]+` +
    String.raw`|(?<![\p{L}\p{N}@.-])(?:[\p{L}\p{N}-]+\.){1,4}(?:${TOP_LEVEL_DOMAINS})(?![\p{L}\p{N}-])(?:[/?#][^\s<>"'\u0060|*]*)?`,
  'giu',
);

// Invisible characters that break a link up for a filter and not for a reader.
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;

/**
 * Takes out of a reply every link and e-mail address that none of `sources` contains, so that neither an invention of the
 * model nor a link planted by a customer reaches anybody. Markdown links keep their label.
 */
export function removeUnknownLinks(reply: string, sources: readonly string[]): string {
  const known = new Set(sources.flatMap((text) => [...text.matchAll(LINK)].map(([link]) => canonical(link))));
  return reply
    .replaceAll(INVISIBLE, '')
    .replaceAll(/!?\[([^\]\n]*)\]\(([^()\s]+)[^()\n]*\)/g, (whole, label: string, link: string) =>
      known.has(canonical(link)) ? whole : label,
    )
    .replaceAll(LINK, (link) => (known.has(canonical(link)) ? link : link.slice(tidy(link).length)))
    .replaceAll(/\(\s*\)|<\s*>/g, '')
    .replaceAll(/[ \t]{2,}/g, ' ')
    .replaceAll(/[ \t]+([.,;:!?])/g, '$1');
}

function canonical(link: string): string {
  return tidy(link)
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/\/$/, '');
}

/** Without the punctuation that ends the sentence around it. */
function tidy(link: string): string {
  return link.replace(/[.,;:!?)\]}\u2026]+$/, '');
}
