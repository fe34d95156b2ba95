import { commitTurn } from '../../transactions/commit-turn';
import { clientId, delivery, newWaId, startApi, textMessage, type ApiUnderTest } from './api-under-test';
import { page } from './answer';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

test('why says what settled a message: nothing yet, a turn with what it went by, or a person', async () => {
  const waId = newWaId();
  const id = await api.conversation('Where is it?', waId);
  const article = await api.call('POST', '/api/articles', { body: { title: 'Parcels', content: 'They come.' } });
  const why = async (messageId: unknown) =>
    (await api.call('GET', `/api/conversations/${id}/messages/${String(messageId)}/why`)).body;
  const messages = async () => page(await api.call('GET', `/api/conversations/${id}/messages`)).items;
  const [question] = await messages();
  expect(await why(question?.['id'])).toMatchObject({
    message: { id: question?.['id'], text: 'Where is it?' },
    turn: null,
    settledBy: null,
    settledAt: null,
    handoffId: null,
    events: [],
  });

  const gone = '00000000-0000-4000-8000-000000000000';
  const decision = {
    kind: 'reply' as const,
    messages: [{ kind: 'text' as const, text: 'They come.', payload: {} }],
    citedArticleIds: [String(article.body['id'])],
    offersPerson: false,
    nonAnswer: false,
    scores: { retrieval: 0.8 },
    basis: {
      model: 'gpt-test',
      hits: [
        { articleId: String(article.body['id']), score: 0.8 },
        { articleId: gone, score: 0.1 },
      ],
    },
    disagreement: 'anger_seen_by_rules_only' as const,
  };
  const committed = await commitTurn(api.db, {
    conversationId: id,
    epoch: 0,
    messageIds: [String(question?.['id'])],
    language: 'en',
    decision,
    ignoreNewer: false,
  });
  expect(committed.kind).toBe('reply');
  const turn = {
    kind: 'reply',
    trigger: [question?.['id']],
    rule: null,
    model: 'gpt-test',
    disagreement: 'anger_seen_by_rules_only',
    scores: { retrieval: 0.8 },
    citedArticles: [{ id: article.body['id'], title: 'Parcels' }],
    foundArticles: [
      { id: article.body['id'], title: 'Parcels', score: 0.8 },
      { id: gone, title: null, score: 0.1 },
    ],
  };
  const events = [{ kind: 'turn_decided', data: { disagreement: 'anger_seen_by_rules_only' } }];
  expect(await why(question?.['id'])).toMatchObject({ turn, settledBy: 'turn', events });
  const [, reply] = await messages();
  expect(await why(reply?.['id'])).toMatchObject({
    message: { author: { kind: 'ai' } },
    turn,
    settledBy: null,
    events,
  });

  await api.webhook(delivery([textMessage('A person, please', { from: waId })]));
  const [, , second] = await messages();
  const taken = await api.call('POST', `/api/conversations/${id}/take-over`, { body: { clientId: clientId() } });
  const seenMessageId = second?.['id'];
  await api.call('POST', `/api/conversations/${id}/resolve`, { body: { clientId: clientId(), seenMessageId } });
  const byPerson = await why(seenMessageId);
  const handoffId = (taken.body['handoff'] as { id: string }).id;
  expect(byPerson).toMatchObject({ turn: null, settledBy: 'person', handoffId });
  expect((byPerson['events'] as { kind: string }[]).map(({ kind }) => kind)).toEqual([
    'resolved',
    'taken_over',
    'handoff_opened',
  ]);
});

test('why of a message elsewhere is not found', async () => {
  const [one, other] = [await api.conversation(), await api.conversation()];
  const [message] = page(await api.call('GET', `/api/conversations/${other}/messages`)).items;
  for (const messageId of [message?.['id'], 'x', '00000000-0000-4000-8000-000000000000'])
    expect((await api.call('GET', `/api/conversations/${one}/messages/${String(messageId)}/why`)).status).toBe(404);
});
