import acceptance from '../../../domain/language/acceptance-weights.json';
import { findExplicitRequest } from '../../../domain/language/explicit-request';
import noHelp from '../../../domain/language/no-help-weights.json';
import { offersPerson } from '../../../domain/language/offer-scorer';
import offer from '../../../domain/language/offer-weights.json';
import { WORD_FEATURES } from '../../../domain/language/word-features';

const asks = (text: string, handoffOffered: boolean) =>
  findExplicitRequest(text, { conversationLanguage: null, handoffOffered })?.kind ?? null;

test.each([
  ['offer', offer],
  ['acceptance', acceptance],
  ['no-help', noHelp],
])('the %s weights say how they were made, and there is one for each feature', (_, trained) => {
  expect(trained.made).toContain('npm run eval -- --train');
  expect(Buffer.from(trained.weights, 'base64')).toHaveLength(WORD_FEATURES);
});

test.each([
  'I was just about to ask for that, yes',
  'abeg do am, na since morning I dey on this matter',
  'wär super, bin bis 17 uhr erreichbar',
  'sale, pásame con alguien',
  'magari!! sarebbe perfetto',
  'geçir lütfen, uçağım iki saat sonra kalkıyor',
  'berkenan, silakan',
  'اي يا ريت، كتر خيرك',
  'जी करवा दीजिए, बड़ी मेहरबानी होगी',
])('a yes to an offered teammate is heard in words that no rule has: %s', (text) => {
  expect(asks(text, true)).not.toBeNull();
});

test.each([
  'من فضلك هل الفطور مشمول؟',
  'ne passt schon',
  'no need lah, I settle already',
  'another day maybe, battery on 3%',
  'das wird nicht nötig sein, vielen Dank',
  'luego, que estoy conduciendo',
  'önce bi kendim deneyeyim',
  'नहीं रहने दीजिए, पोस्ट ऑफिस वाले शर्मा जी करवा देंगे',
])('who declines the offer, or puts it off, keeps the AI: %s', (text) => {
  expect(asks(text, true)).toBeNull();
});

test('what would be a yes to an offer asks for nobody where none was made', () => {
  for (const text of ['magari!! sarebbe perfetto', 'wär super, bin bis 17 uhr erreichbar', 'kesinlikle'])
    expect([text, asks(text, false)]).toEqual([text, null]);
});

test.each([
  ['Exceptions are made by our front desk manager. Want me to bring someone from the front desk into this chat?', true],
  ['Die Auszahlung muss die Buchhaltung freigeben. Soll ich das an die Kollegin dort weiterreichen?', true],
  ['Se le fa comodo, faccio intervenire una collega che controlla la disponibilità con lei.', true],
  ['Kirim saja datanya. Mau saya sambungkan ke petugas kami?', true],
  ['Our technician comes between 8 and 12. Which day suits you?', false],
  ['Soll ich Ihnen die Rechnung noch einmal schicken?', false],
  ['Il corriere chiama mezz’ora prima di consegnare.', false],
  ['Jam buka kami 9-17. Ada lagi yang bisa saya bantu?', false],
])('whether a line of the AI offers a person: %s', (line, isOffer) => {
  expect(offersPerson(line)).toBe(isOffer);
});
