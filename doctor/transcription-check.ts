import type { Config } from '../config';
import { ask, jsonIn } from './ask';
import { weak, well, wrong, type Check, type Finding } from './check';

/** Samples of a second of telephone sound, a byte each: enough for every server, and next to nothing on the bill. */
const SAMPLES = 8_000;

/** Has a second of silence written down: a key's rights and a model's skills show in nothing less. */
export function transcriptionCheck({ openai }: Config): Check {
  const { apiKey, transcribeModel: model } = openai;
  return {
    name: 'Voice notes',
    look: async (signal) => {
      if (apiKey === null || model === null)
        return weak(
          'not written down: the customer is asked for words, then a person listens',
          `Set ${apiKey === null ? 'OPENAI_API_KEY' : 'OPENAI_TRANSCRIBE_MODEL'} for a model to listen.`,
        );
      const body = new FormData();
      body.set('model', model);
      body.set('response_format', 'json');
      body.set('file', new File([silence()], 'silence.wav', { type: 'audio/wav' }));
      const url = `${openai.baseUrl.replace(/\/+$/, '')}/audio/transcriptions`;
      const answer = await ask(url, { method: 'POST', headers: { authorization: `Bearer ${apiKey}` }, body, signal });
      return answer.kind === 'unreachable'
        ? wrong(`cannot be reached (${answer.code})`, 'Correct OPENAI_BASE_URL, or allow https to it.')
        : findingOf(model, answer);
    },
  };
}

function findingOf(model: string, { status, body }: { status: number; body: string }): Finding {
  const another = 'Set OPENAI_TRANSCRIBE_MODEL to one that this account may use for speech, or to off.';
  switch (status) {
    case 200: {
      const said = jsonIn(body);
      const isTranscript = typeof said === 'object' && said !== null && 'text' in said && typeof said.text === 'string';
      return isTranscript ? well(model) : wrong('answers something else than a transcript', another);
    }
    case 401:
    case 403:
      return wrong(
        'the key may not transcribe',
        'Give the key access to audio and to this model, or set OPENAI_TRANSCRIBE_MODEL to off.',
      );
    case 404:
      return wrong(`there is no ${model} for this key`, another);
    case 400:
    case 422:
      return wrong(`${model} takes no sound (HTTP ${status})`, another);
    case 429:
      return wrong('the quota is used up', 'Raise the limit of the account, or wait.');
    default:
      return weak(`HTTP ${status}`, 'Send a voice note as a customer and look for its words in the inbox.');
  }
}

/** A WAV file, 8 bits at 8 kHz. Its header: https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html. */
function silence(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(44 + SAMPLES).fill(128, 44);
  const view = new DataView(bytes.buffer);
  const put = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  put(0, 'RIFF');
  view.setUint32(4, 36 + SAMPLES, true);
  put(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, SAMPLES, true);
  view.setUint32(28, SAMPLES, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  put(36, 'data');
  view.setUint32(40, SAMPLES, true);
  return bytes;
}
