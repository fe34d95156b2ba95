import { composeReply } from '../../activities/compose-reply';
import { outboundContentOf } from '../../activities/outbound-content-of';
import { fitsLimits } from '../../channels/whatsapp/outbound-content';
import { TALK_TO_A_PERSON } from '../../domain/language/talk-to-a-person';

const OPTIONS = [
  'Business Bronze Rewards Card: Referral Program - Earn Rewards for Referring Businesses Everywhere',
  'Business Bronze Rewards Card: How to Apply',
  'Opening hours',
];

test('"did you mean" is one list whose last row is a person, and its rows tell titles apart that begin alike', () => {
  const [message, ...others] = composeReply({
    text: 'Did you mean one of these?',
    language: 'en',
    introduce: true,
    offersPerson: true,
    options: OPTIONS,
  });
  expect(others).toEqual([]);
  expect(message).toMatchObject({ kind: 'list', text: expect.stringMatching(/^I'm an AI assistant\./) as string });
  const rows = message?.payload['rows'] as { id: string; title: string; description?: string }[];
  expect(rows.map(({ title }) => title)).toEqual([
    '1. Business Bronze Rewa…',
    '2. Business Bronze Rewa…',
    '3. Opening hours',
    'Talk to a person',
  ]);
  expect(rows.at(-1)?.id).toBe(TALK_TO_A_PERSON);
  expect(rows[0]?.description).toMatch(/^Business Bronze Rewards Card: Referral/);
});

test.each(['en', 'es', 'pt', 'fr', 'de', 'it', 'tr', 'id', 'ar', 'hi', null])(
  'WhatsApp takes the list in %s, its rows’ descriptions with it',
  (language) => {
    const emoji = `${'💡'.repeat(60)} ${'a'.repeat(40)}`;
    const composed = composeReply({
      text: 'x',
      language,
      introduce: false,
      offersPerson: true,
      options: [emoji, ...OPTIONS],
    });
    const content = composed.flatMap(({ kind, text, payload }) => {
      const sent = outboundContentOf({ kind, text, payload } as Parameters<typeof outboundContentOf>[0], null);
      return sent === null ? [] : [sent];
    });
    expect(content).toHaveLength(1);
    expect(content.every(fitsLimits)).toBe(true);
    expect(JSON.stringify(content)).toContain('"description":"Business Bronze');
  },
);
