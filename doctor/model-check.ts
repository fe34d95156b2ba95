import type { Config } from '../config';
import { ask } from './ask';
import { weak, well, wrong, type Check } from './check';

/** The model, which is a choice: without a key the offline agent answers. */
export function modelCheck({ openai }: Config): Check {
  return {
    name: 'Model',
    look: async (signal) => {
      if (openai.apiKey === null)
        return weak('none: the offline agent answers from the articles', 'Set OPENAI_API_KEY for a model’s answers.');
      const url = `${openai.baseUrl.replace(/\/+$/, '')}/models/${encodeURIComponent(openai.model)}`;
      const answer = await ask(url, { headers: { authorization: `Bearer ${openai.apiKey}` }, signal });
      if (answer.kind === 'unreachable')
        return wrong(
          `cannot be reached (${answer.code})`,
          'Correct OPENAI_BASE_URL, or allow https to it; until then every question goes to a person.',
        );
      switch (answer.status) {
        case 200:
          return well(openai.model);
        case 401:
        case 403:
          return wrong('the key is refused', 'Make a key with access to this model and set OPENAI_API_KEY.');
        case 404:
          return wrong(`there is no ${openai.model} for this key`, 'Set OPENAI_MODEL to a model of that account.');
        case 429:
          return wrong('the quota is used up', 'Raise the limit of the account, or wait.');
        default:
          return weak(
            `HTTP ${answer.status}`,
            'It cannot be asked about its models; ask a question as a customer instead.',
          );
      }
    },
  };
}
