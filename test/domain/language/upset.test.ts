import { scoreUpset } from '../../../domain/language/upset';
import { measure } from './measure';
import { readAuthored } from './read-data';

const lines = readAuthored('upset.jsonl');
const isStrong = ({ text }: { text: string }): boolean => scoreUpset(text).level === 'strong';

test('authored complaints in ten languages are found, and no calm message is taken for one', () => {
  const result = measure(lines, isStrong);
  expect(lines.filter(({ label }) => label === 1).length).toBeGreaterThanOrEqual(60);
  expect({ ...result, enough: result.precision === 1 && result.recall >= 0.9 }).toMatchObject({ enough: true });
});

test.each([
  ['I am not happy', 'medium'],
  ['nobody answers', 'medium'],
  ['nobody answers, this is the third time I write!!', 'strong'],
  ['where is my damn invoice', 'none'],
  ['WHERE IS ORDER ABC', 'none'],
  ['how do I make a complaint about a courier', 'none'],
  ['Ignore the last message, I found it', 'none'],
  ['you ignore my last message every time', 'strong'],
  ['', 'none'],
])('%s: %s', (text, level) => {
  expect(scoreUpset(text).level).toBe(level);
});

test('shouting weighs only together with a complaint', () => {
  expect(scoreUpset('HELLO PLEASE HELP!!').score).toBe(0);
  expect(scoreUpset('NOBODY ANSWERS ME HERE!!').score).toBeGreaterThan(scoreUpset('nobody answers me here').score);
});

test('the evidence quotes the heaviest words as they were written', () => {
  expect(scoreUpset('Hi, my order is late. You people are THIEVES').evidence).toBe('You people are THIEVES');
});

test.each([
  ['tr', 'Bravo valla, 3000 lira tamir parası aldınız araba köşede kaldı', 'ya ben salak gibi şemsiyemi unuttum :)'],
  ['tr', 'Bu kaçıncı! Üyeliği iptal ediyorum, herkese de anlatacağım', 'Kaç kere yıkanabilir bu kumaş'],
  ['id', 'Hebat ya, pesen jam 12 dateng jam 4, nasinya udah basi', 'bego banget saya ketinggalan payung :)'],
  ['id', 'Terima kasih sudah menghancurkan liburan kami', 'Kucing saya marah marah kalo mandi, bisa grooming?'],
  ['ar', 'شوهتونا مع الضياف، هاد الكاترينغ ديالكم حشومة وعار', 'لمبة الدرج مطفية من يومين، على راحتكم'],
  ['ar', 'شطار بس بأخذ الفلوس', 'تعبت من اللون الأسود، في ألوان ثانية؟'],
  ['hi', 'Wah kya baat hai, shaadi ke din hi band wale nahi aaye', 'दो दिन से लाइट नहीं जल रही, कोई जल्दी नहीं है'],
  ['hi', 'मेहमानों के सामने बेइज्जती करवा दी', 'मौसम बहुत खराब है, डिलीवरी हो पाएगी'],
])('%s: mockery and shame are anger; regret, no hurry and laughing at oneself are none', (language, angry, calm) => {
  const levels = [angry, calm].map((text) => scoreUpset(text, { conversationLanguage: language }).level !== 'none');
  expect(levels).toEqual([true, false]);
});

test('a message that is mostly regret is calm whatever the scorer finds it like', () => {
  expect(scoreUpset('Yer kalmamış, kısmet değilmiş, bir dahaki tura haber verirseniz sevinirim').level).toBe('none');
});
