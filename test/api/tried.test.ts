import { commitTurn } from '../../transactions/commit-turn';
import { page } from './answer';
import { clientId, startApi, type ApiUnderTest } from './api-under-test';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

test('a handoff tells what the AI had answered before it, and from which articles', async () => {
  const id = await api.conversation('Where is it?');
  const article = await api.call('POST', '/api/articles', { body: { title: 'Parcels', content: 'They come.' } });
  const [question] = page(await api.call('GET', `/api/conversations/${id}/messages`)).items;
  await commitTurn(api.db, {
    conversationId: id,
    epoch: 0,
    messageIds: [String(question?.['id'])],
    language: 'en',
    decision: {
      kind: 'reply',
      messages: [{ kind: 'text', text: 'They come.', payload: {} }],
      citedArticleIds: [String(article.body['id'])],
      offersPerson: false,
      nonAnswer: false,
      scores: {},
    },
    ignoreNewer: false,
  });
  await api.db.query(`update message set state = 'failed', error = 'undeliverable' where author = 'ai'`);
  const tried = async (handoffId: unknown, conversationId = id) =>
    api.call('GET', `/api/conversations/${conversationId}/handoffs/${String(handoffId)}/tried`);
  const handOff = async () => {
    const { body } = await api.call('POST', `/api/conversations/${id}/take-over`, { body: { clientId: clientId() } });
    return (body['handoff'] as { id: string }).id;
  };

  const first = await handOff();
  const [, reply] = page(await api.call('GET', `/api/conversations/${id}/messages`)).items;
  expect((await tried(first)).body).toEqual({
    items: [
      {
        messageId: reply?.['id'],
        text: 'They come.',
        at: reply?.['createdAt'],
        citedArticles: [{ id: article.body['id'], title: 'Parcels' }],
      },
    ],
  });

  await api.call('POST', `/api/conversations/${id}/resolve`, { body: { clientId: clientId() } });
  expect((await tried(await handOff())).body).toEqual({ items: [] });
  expect((await tried(first, await api.conversation())).status).toBe(404);
  expect((await tried('00000000-0000-4000-8000-000000000000')).status).toBe(404);
});
