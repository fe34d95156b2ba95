import { promisesAnswer } from '../../domain/promise-words';

test.each([
  "I'll get back to you tomorrow.",
  'Let me check with the warehouse and get back to you',
  'Thanks! We will let you know as soon as it ships.',
  'I’ll look into it.',
  'You’ll hear from us by Friday',
  'ill check that for you, one moment',
  'Ich melde mich morgen bei Ihnen.',
  'Wir geben Ihnen bis Freitag Bescheid',
  'Ich kläre das und komme auf Sie zurück',
  'Lo reviso y te digo mañana',
  'Déjame consultar con el almacén',
  'Nos pondremos en contacto contigo hoy',
  'Vou verificar e já te aviso',
  'Entraremos em contato amanhã.',
  'Je vérifie et je reviens vers vous',
  'Nous vous tiendrons au courant',
  'Le faccio sapere entro domani',
  'Verifico con il magazzino e ti aggiorno',
  'Kontrol edip size döneceğim',
  'Yarın size haber vereceğiz.',
  'Nanti saya kabari ya kak',
  'Kami akan hubungi Anda besok',
  'سأتحقق وأعود إليك',
  'سنرد عليك غداً',
  'मैं आपको कल बताऊँगा',
  'Main check karke batata hoon',
])('“%s” promises an answer', (text) => {
  expect(promisesAnswer(text)).toBe(true);
});

test.each([
  'Your parcel left yesterday.',
  'I just wanted to let you know that it has shipped.',
  'Sorry that it took so long to get back to you.',
  'Please get back to us if it still flickers.',
  'Let me know if you need anything else!',
  'Ihr Paket ist unterwegs.',
  'Melden Sie sich gern wieder bei uns.',
  'Geben Sie uns bitte Bescheid.',
  'Te confirmo que tu pedido ha salido.',
  'Avísanos cuando llegue, por favor.',
  'Por favor, avise quando chegar.',
  'Tenez-nous au courant !',
  'Votre colis est parti hier.',
  'Ci faccia sapere se arriva.',
  'Lütfen bize haber verin.',
  'Silakan hubungi kami kapan saja.',
  'يرجى إخبارنا عند الوصول',
  'कृपया हमें बताएं',
  'Aapka order nikal gaya hai',
  '',
  '👍',
])('“%s” promises none', (text) => {
  expect(promisesAnswer(text)).toBe(false);
});
