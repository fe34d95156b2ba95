import type { TurnContext } from '../../agent/contract';

/** A turn as the product would hand it over; a test names only what matters to it. */
export function turn(messages: string | string[], rest: Partial<TurnContext> = {}): TurnContext {
  return {
    business: { name: 'Casa Luma' },
    history: [],
    messages: [messages].flat().map((text) => ({ text, kind: 'text' })),
    language: null,
    failedTurns: 0,
    handoffOffered: false,
    servedArticleIds: [],
    ...rest,
  };
}

/** Never aborts. */
export const calm = { signal: new AbortController().signal };
