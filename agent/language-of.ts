import { detectLanguage } from '../domain/language/detect-language';
import type { TurnContext } from './contract';
import { burstText } from './history';

/** The language to answer in (ISO 639-1): what the burst shows, else what the conversation was held in, else null. */
export function languageOf(context: TurnContext): string | null {
  return detectLanguage(burstText(context)) ?? context.language;
}
