import type OpenAI from 'openai';
import { z } from 'zod';
import type { SeenMedia } from '../contract';
import type { DecisionModel } from './decision-model';
import { dataUrl } from './see';
import { NO_TOKENS } from './tokens';

const Answer = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  _request_id: z.string().nullish(),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish().catch(null),
});

/**
 * The chat completions API: what OpenAI-compatible servers speak. Only fields that all of them know are sent; `store` is
 * OpenAI's own, and its default here is not to store.
 */
export function createChatModel(client: OpenAI, model: string): DecisionModel {
  return {
    async ask({ instructions, input, media, maxOutputTokens, schema }, signal) {
      const completion = await client.chat.completions.create(
        {
          model,
          messages: [
            { role: 'system', content: instructions },
            {
              role: 'user',
              content: media.length === 0 ? input : [{ type: 'text', text: input }, ...media.map(pictureOf)],
            },
          ],
          response_format: { type: 'json_schema', json_schema: { name: 'decision', strict: true, schema } },
          max_completion_tokens: maxOutputTokens,
        },
        { signal },
      );
      const parsed = Answer.safeParse(completion);
      const choice = parsed.data?.choices[0];
      if (choice === undefined) return { kind: 'unusable', tokens: NO_TOKENS };
      const { usage, _request_id: requestId } = parsed.data ?? {};
      const tokens = { input: usage?.prompt_tokens ?? 0, output: usage?.completion_tokens ?? 0 };
      if (choice.message.refusal != null && choice.message.refusal !== '') return { kind: 'refusal', tokens };
      if (choice.finish_reason === 'length') return { kind: 'truncated', tokens };
      if (choice.finish_reason === 'content_filter') return { kind: 'filtered', tokens };
      return { kind: 'text', text: choice.message.content ?? '', requestId: requestId ?? null, tokens };
    },
  };
}

function pictureOf(media: SeenMedia): OpenAI.ChatCompletionContentPartImage {
  return { type: 'image_url', image_url: { url: dataUrl(media) } };
}
