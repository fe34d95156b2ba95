import { openBrowser } from '../support/browser';
import { startApi, type ApiUnderTest } from './api-under-test';

let api: ApiUnderTest;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.stop());

test('the page for the document works under its own strict policy, loading nothing from elsewhere', async () => {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    const elsewhere: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(api.url) && !request.url().startsWith('data:')) elsewhere.push(request.url());
    });
    await page.goto(`${api.url}/api/docs`);
    await page.getByText('/api/conversations/{id}/take-over').first().waitFor();
    await page.getByText('Reply to the customer').first().click();
    await page.getByText('clientId').first().waitFor();
    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);
  } finally {
    await browser.close();
  }
});

test('the front door is the inbox page', async () => {
  const answer = await api.call('GET', '/', { key: '' });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
});
