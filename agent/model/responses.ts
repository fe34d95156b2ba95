import type OpenAI from 'openai';
import { z } from 'zod';
import type { SeenMedia } from '../contract';
import type { DecisionModel } from './decision-model';
import { dataUrl, isPicture } from './see';
import { NO_TOKENS } from './tokens';

// Read tolerantly: an item of a kind we do not know must not cost the turn.
const Answer = z.object({
  status: z.string().nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  output: z.array(
    z.object({
      type: z.string(),
      content: z
        .array(z.object({ type: z.string(), text: z.string().nullish(), refusal: z.string().nullish() }))
        .nullish(),
    }),
  ),
  _request_id: z.string().nullish(),
  usage: z.object({ input_tokens: z.number(), output_tokens: z.number() }).nullish().catch(null),
});

/**
 * OpenAI's Responses API. It reports a cut or filtered answer, and a failure, with HTTP 200: the status has to be read.
 * Source: OpenAI API reference, "The response object".
 */
export function createResponsesModel(client: OpenAI, model: string): DecisionModel {
  return {
    async ask({ instructions, input, media, maxOutputTokens, schema }, signal) {
      const format = { type: 'json_schema' as const, name: 'decision', strict: true, schema };
      const body = {
        model,
        instructions,
        input: media.length === 0 ? input : [messageOf(input, media)],
        text: { format },
        max_output_tokens: maxOutputTokens,
        store: false,
      };
      const parsed = Answer.safeParse(await client.responses.create(body, { signal }));
      if (!parsed.success) return { kind: 'unusable', tokens: NO_TOKENS };
      const answer = parsed.data;
      const tokens = { input: answer.usage?.input_tokens ?? 0, output: answer.usage?.output_tokens ?? 0 };
      if (answer.status === 'incomplete')
        return { kind: answer.incomplete_details?.reason === 'content_filter' ? 'filtered' : 'truncated', tokens };
      if (answer.status === 'failed' || answer.status === 'cancelled') return { kind: 'unusable', tokens };
      const content = answer.output.flatMap((item) => item.content ?? []);
      if (content.some((part) => part.type === 'refusal')) return { kind: 'refusal', tokens };
      const text = content.map((part) => (part.type === 'output_text' ? (part.text ?? '') : '')).join('');
      return { kind: 'text', text, requestId: answer._request_id ?? null, tokens };
    },
  };
}

function messageOf(input: string, media: readonly SeenMedia[]): OpenAI.Responses.EasyInputMessage {
  return { role: 'user', content: [{ type: 'input_text', text: input }, ...media.map(partOf)] };
}

function partOf(media: SeenMedia): OpenAI.Responses.ResponseInputImage | OpenAI.Responses.ResponseInputFile {
  return isPicture(media)
    ? { type: 'input_image', image_url: dataUrl(media), detail: 'auto' }
    : { type: 'input_file', file_data: dataUrl(media), filename: media.filename ?? 'document.pdf' };
}
