import type { Hit } from '../retrieval/article-index';
import { toWhatsAppFormat } from '../whatsapp-format';

/** Up to here an article is sent whole, in characters: about a phone screen. */
const SHORT_ARTICLE = 700;

/** What the customer reads: the article's title, then all of a short article or the passage that fits the question. */
export function articleText({ article, passage }: Hit): string {
  const isShort = article.content.length <= SHORT_ARTICLE;
  const heading = isShort || passage.heading === '' ? '' : `**${passage.heading}**\n`;
  return toWhatsAppFormat(`**${article.title}**\n\n${isShort ? article.content : heading + passage.text}`);
}
