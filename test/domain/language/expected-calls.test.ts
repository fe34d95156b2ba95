import { findExplicitRequest } from '../../../domain/language/explicit-request';
import { scoreUpset } from '../../../domain/language/upset';

const asks = (text: string, conversationLanguage: string): boolean =>
  findExplicitRequest(text, { conversationLanguage, handoffOffered: false }) !== null;

test.each([
  ['en', 'what time will the advisor call me', "I don't want to be called, just email me"],
  ['de', 'Wann werde ich zurückgerufen?', 'Ich möchte nicht angerufen werden, schreiben Sie mir'],
  ['es', 'a qué hora me llama el asesor', 'no quiero que me llamen, mándenme correo'],
  ['pt', 'quando vão me ligar', 'Não quero que me liguem, mandem e-mail'],
  ['fr', "à quelle heure le conseiller m'appelle", 'Je ne veux pas être appelé, écrivez-moi'],
  ['it', 'quando vengo richiamato?', 'Non voglio essere chiamato, scrivetemi'],
  ['tr', 'danışman beni saat kaçta arayacak', 'Aranmak istemiyorum, mail atın'],
  ['id', 'kapan saya ditelepon?', 'Saya tidak mau ditelepon, email saja'],
  ['ar', 'متى سيتم الاتصال بي؟', 'ما أبي أحد يتصل علي، راسلوني'],
  ['hi', 'मुझे कब फोन किया जाएगा?', 'मुझे कॉल नहीं चाहिए, ईमेल कर दो'],
])('%s: who asks when the call comes wants it, who asks for no call does not', (language, wanted, unwanted) => {
  expect([asks(wanted, language), asks(unwanted, language)]).toEqual([true, false]);
});

test.each([
  ['en', 'congratulations, you managed to lose it again', 'congratulations on the new shop! when do you open'],
  ['de', 'Glückwunsch, schon wieder die falsche Größe', 'Glückwunsch zum neuen Laden! Wann macht ihr auf'],
  ['it', "complimenti, avete sbagliato taglia un'altra volta", 'Complimenti per il nuovo negozio! Quando aprite'],
  ['tr', 'tebrikler, yine yanlış beden', 'Yeni mağazanız için tebrikler! ne zaman açılıyor'],
])('%s: praise with a grievance beside it is anger, praise is none', (language, angry, glad) => {
  const levels = [angry, glad].map((text) => scoreUpset(text, { conversationLanguage: language }).level !== 'none');
  expect(levels).toEqual([true, false]);
});
