import fc from 'fast-check';
import type { Decision, HistoryEntry, ReplyDecision } from '../../agent/contract';
import demoArticles from '../../agent/demo-articles.json';
import { createOfflineAgent } from '../../agent/offline-agent';
import { createArticleIndex } from '../../agent/retrieval/article-index';
import { readLines } from './read-lines';
import { calm, turn } from './turn';

const index = createArticleIndex(demoArticles);
const agent = createOfflineAgent({ index: () => index });
const decide = (...context: Parameters<typeof turn>) => agent.decide(turn(...context), calm);

function asReply(decision: Decision): ReplyDecision {
  if (decision.kind !== 'reply') throw new Error(`expected a reply, got ${decision.kind}`);
  return decision;
}

describe('answering from articles', () => {
  const questions = readLines<{ text: string; label: string }>(`${__dirname}/../../eval/data/questions-demo.jsonl`);

  test.each(questions)('"$text" is answered, or its article is the first on offer', async ({ text, label }) => {
    const decision = asReply(await decide(text));
    const title = index.article(label)?.title ?? '';
    if (decision.nonAnswer) expect(decision.options?.[0]).toBe(title);
    else expect(decision.citedArticleIds).toEqual([label]);
  });

  test('three in four questions are answered at once', async () => {
    const decisions = await Promise.all(questions.map(async ({ text }) => asReply(await decide(text))));
    const answered = decisions.flatMap((decision) => decision.citedArticleIds);
    expect(answered.length).toBeGreaterThanOrEqual(questions.length * 0.75);
  });

  test('the answer names its article, in WhatsApp’s own markup', async () => {
    const { text, language } = asReply(await decide('how long do I have to return a lamp?'));
    expect(text).toMatch(/^\*How do I return a lamp, and how long do I have\?\*\n\nYou have 30 days/);
    expect(text).not.toContain('**');
    expect(language).toBe('en');
  });

  test('two questions in one burst get both answers in one message', async () => {
    const { citedArticleIds } = asReply(
      await decide(['Hi!', 'how do I clean my lamp?', 'and can I still cancel my order?']),
    );
    expect(citedArticleIds).toEqual(['cleaning', 'change-or-cancel']);
  });
});

describe('when unsure', () => {
  test('offers the closest articles and a person once, and answers the one that is picked', async () => {
    const question = 'can it be delivered';
    const offer = asReply(await decide(question));
    expect(offer).toMatchObject({ offersPerson: true, nonAnswer: true, citedArticleIds: [] });
    const history: HistoryEntry[] = [
      { role: 'customer', text: question },
      { role: 'ai', text: offer.text },
    ];
    const title = index.article('delivery-times')?.title ?? '';
    expect(offer.options?.[0]).toBe(title);
    for (const choice of ['1', '1.', 'the 1 please', title, title.slice(0, 20), '1. How long does deliv…'])
      expect(await decide(choice, { history, failedTurns: 1, handoffOffered: true })).toMatchObject({
        citedArticleIds: ['delivery-times'],
      });
  });

  test('the second miss goes to a person', async () => {
    expect(await decide('can it be delivered', { failedTurns: 1 })).toMatchObject({
      kind: 'handoff',
      reason: 'cannot_resolve',
    });
  });

  test('a question about something else goes to a person at once, with what was asked', async () => {
    expect(await decide('my hair dryer smells burnt')).toMatchObject({
      kind: 'handoff',
      reason: 'cannot_resolve',
      evidence: 'my hair dryer smells burnt',
    });
  });

  test('"ok" to the offer of a person is a yes', async () => {
    for (const yes of ['ok', '👍'])
      expect(await decide(yes, { handoffOffered: true })).toMatchObject({
        kind: 'handoff',
        reason: 'asked_for_person',
      });
  });
});

describe('going in circles', () => {
  const question = 'how do I clean a linen lampshade?';
  const answered = async () => {
    const { text } = asReply(await decide(question));
    const history: HistoryEntry[] = [
      { role: 'customer', text: question },
      { role: 'ai', text },
    ];
    return { history, servedArticleIds: ['cleaning'] };
  };

  test.each([
    question,
    'how do I clean the linen lampshade',
    'That is not what I asked! How do I clean my brass lamp?',
  ])('the same article again for "%s" goes to a person', async (text) => {
    expect(await decide(text, await answered())).toMatchObject({ kind: 'handoff', reason: 'loop' });
  });

  test('another question with another answer is no circle', async () => {
    expect(await decide('how do I install a ceiling lamp?', await answered())).toMatchObject({
      citedArticleIds: ['installation'],
    });
  });

  test('a customer who says that the answer missed is not asked what they meant', async () => {
    const text = 'That is not what I asked. Can it be delivered?';
    expect(await decide(text, await answered())).toMatchObject({ kind: 'handoff', reason: 'loop' });
  });

  test('what was said before a teammate resolved counts no more', async () => {
    const { history, servedArticleIds } = await answered();
    const episode: HistoryEntry = {
      role: 'episode',
      teammate: 'Ana',
      reason: 'loop',
      outcome: 'Explained cleaning',
      messages: [],
    };
    expect(await decide(question, { history: [...history, episode], servedArticleIds })).toMatchObject({
      citedArticleIds: ['cleaning'],
    });
  });
});

describe('after a teammate resolved', () => {
  const episode: HistoryEntry = {
    role: 'episode',
    teammate: 'Ana',
    reason: 'cannot_resolve',
    outcome: 'Sent a new shade, arrives Friday',
    messages: [{ author: 'Ana', text: 'On its way!' }],
  };

  test.each(['thanks!', 'ok', '🙏', 'muchas gracias', 'bye'])('"%s" ends it without another word', async (text) => {
    expect(await decide(text, { history: [episode] })).toMatchObject({ kind: 'closing' });
  });

  test.each(['What happened with my shade?', 'is it solved?', '¿está solucionado?', 'ist das Problem gelöst?'])(
    '"%s" is answered with the outcome',
    async (text) => {
      const decision = asReply(await decide(text, { history: [episode] }));
      expect(decision.text).toContain('Sent a new shade, arrives Friday');
      expect(decision.text).toContain('Ana');
    },
  );

  test.each(['It is still not working', 'sigue sin funcionar', 'ainda não chegou', 'हल नहीं हुई', 'لم تحل المشكلة'])(
    '"%s" goes back to a person',
    async (text) => {
      expect(await decide(text, { history: [episode] })).toMatchObject({ kind: 'handoff', reason: 'cannot_resolve' });
    },
  );

  test('a new question is answered', async () => {
    expect(await decide('how do I clean a linen lampshade?', { history: [episode] })).toMatchObject({
      citedArticleIds: ['cleaning'],
    });
  });
});

test.each([
  ['en', 'Hello', 'thank you very much', 'bye'],
  ['es', 'Hola, buenos días', 'muchas gracias', 'adiós'],
  ['pt', 'Olá, bom dia', 'muito obrigada', 'tchau'],
  ['fr', 'Bonjour', 'merci beaucoup', 'au revoir'],
  ['de', 'Guten Tag', 'vielen Dank', 'tschüss'],
  ['it', 'Buongiorno', 'grazie mille', 'arrivederci'],
  ['tr', 'Merhaba', 'teşekkür ederim', 'görüşürüz'],
  ['id', 'Selamat pagi', 'terima kasih', 'sampai jumpa'],
  ['ar', 'مرحبا', 'شكرا جزيلا', 'مع السلامة'],
  ['hi', 'नमस्ते', 'बहुत धन्यवाद', 'अलविदा'],
])('small talk in %s is answered in kind and never handed off', async (language, ...messages) => {
  for (const text of messages) {
    const decision = asReply(await decide(text, { language }));
    expect(decision).toMatchObject({ citedArticleIds: [], nonAnswer: false, offersPerson: false });
    expect(decision.text.length).toBeGreaterThan(2);
  }
});

test.each(['are you a bot?', '¿eres un robot?', 'Bist du ein Mensch?', 'क्या आप रोबोट हैं?'])(
  '"%s" is told the truth',
  async (text) => {
    const decision = asReply(await decide(text));
    expect(decision.text).toMatch(/AI|IA|KI|एआई/);
  },
);

test.each(['no', 'No thanks', 'nein danke', 'não, obrigado', 'لا شكرا'])(
  '"%s" after "anything else?" is left at that',
  async (text) => {
    const history: HistoryEntry[] = [{ role: 'ai', text: 'Is there anything else?' }];
    expect(await decide(text, { history })).toMatchObject({ kind: 'reply', nonAnswer: false });
    expect(await decide(text, { history, handoffOffered: true })).toMatchObject({ kind: 'reply', nonAnswer: false });
  },
);

test('an unhappy emoji is no "ok": a person is on offer, then comes', async () => {
  for (const text of ['👎', '😡😡']) {
    expect(await decide(text)).toMatchObject({ kind: 'reply', offersPerson: true, nonAnswer: true });
    expect(await decide(text, { failedTurns: 1 })).toMatchObject({ kind: 'handoff', reason: 'cannot_resolve' });
  }
});

test('words without a topic are asked about once, then a person is on offer, then a person comes', async () => {
  expect(await decide('can you help me?')).toMatchObject({ kind: 'reply', nonAnswer: true, offersPerson: false });
  const history: HistoryEntry[] = [{ role: 'ai', text: 'You have 30 days.' }];
  expect(await decide('what?', { history })).toMatchObject({ kind: 'reply', nonAnswer: true, offersPerson: true });
  expect(await decide('what?', { history, failedTurns: 1 })).toMatchObject({
    kind: 'handoff',
    reason: 'cannot_resolve',
  });
});

test('what cannot be read is asked about once, then goes to a person, unless words beside it can be answered', async () => {
  const voice = { messages: [{ kind: 'audio', text: '' }] };
  const greeted = { messages: [...turn('Hi').messages, ...voice.messages] };
  for (const unread of [voice, greeted]) {
    expect(await decide('', unread)).toMatchObject({ kind: 'reply', nonAnswer: true, offersPerson: true });
    const again = await decide('', { ...unread, failedTurns: 1 });
    expect(again).toMatchObject({ kind: 'handoff', reason: 'unreadable_media' });
  }
  const captioned = (text: string) => ({ messages: [{ kind: 'image', text }] });
  expect(await decide('', captioned('how do I clean a linen lampshade?'))).toMatchObject({
    citedArticleIds: ['cleaning'],
  });
  expect(await decide('', captioned('what is this part called'))).toMatchObject({
    kind: 'handoff',
    reason: 'unreadable_media',
  });
  expect(await decide('', { messages: [{ kind: 'sticker', text: '' }] })).toMatchObject({ kind: 'closing' });
});

describe('what is none of the business’s concern', () => {
  test.each(['tell me a joke', "what's the weather like tomorrow?", 'cuéntame un chiste', 'wie wird das Wetter?'])(
    '"%s" is declined in a sentence, without a person',
    async (text) => {
      const decision = asReply(await decide(text));
      expect(decision.text).toContain('Casa Luma');
      expect(decision).toMatchObject({ citedArticleIds: [], offersPerson: false, nonAnswer: false });
    },
  );

  test('a question nobody can answer is no such question: it goes to a person', async () => {
    expect(await decide('do you sponsor school plays')).toMatchObject({ kind: 'handoff', reason: 'cannot_resolve' });
  });
});

test.each(['found it, cheers', 'never mind', 'ya funciona', 'hat sich erledigt'])(
  '"%s" after an answer is no question, and nobody is called for it',
  async (text) => {
    const history: HistoryEntry[] = [{ role: 'ai', text: 'Open My orders.' }];
    expect(await decide(text, { history })).toMatchObject({ kind: 'reply', nonAnswer: false, citedArticleIds: [] });
  },
);

test('an abort rejects with the signal’s own reason', async () => {
  const reason = new Error('taken over');
  await expect(agent.decide(turn('hi'), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

test('whatever is written, the result is a reply with words, a handoff or a closing', async () => {
  const entry = fc.oneof(
    fc.record({ role: fc.constantFrom('customer' as const, 'ai' as const), text: fc.string({ unit: 'binary' }) }),
    fc.record({
      role: fc.constant('episode' as const),
      teammate: fc.string(),
      reason: fc.string(),
      outcome: fc.option(fc.string()),
      messages: fc.array(fc.record({ author: fc.string(), text: fc.string() }), { maxLength: 2 }),
    }),
  );
  const message = fc.record({
    kind: fc.constantFrom('text', 'image', 'sticker', 'unsupported'),
    text: fc.string({ unit: 'binary' }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(message),
      fc.array(entry),
      fc.nat(2),
      fc.boolean(),
      async (messages, history, failedTurns, handoffOffered) => {
        const decision = await decide('', { messages, history, failedTurns, handoffOffered });
        if (decision.kind === 'reply') expect(decision.text.trim()).not.toBe('');
        else expect(['handoff', 'closing']).toContain(decision.kind);
      },
    ),
  );
});

test('small talk in ten languages is answered or ends the exchange, and is never handed off', async () => {
  const lines = readLines<{ text: string }>(`${__dirname}/../domain/language/data/small-talk.jsonl`);
  const decisions = await Promise.all(lines.map(async ({ text }) => ({ text, kind: (await decide(text)).kind })));
  expect(decisions.filter(({ kind }) => kind === 'handoff')).toEqual([]);
});
