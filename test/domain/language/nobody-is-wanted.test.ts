import { findExplicitRequest } from '../../../domain/language/explicit-request';

const asks = (text: string, conversationLanguage: string): boolean =>
  findExplicitRequest(text, { conversationLanguage, handoffOffered: false }) !== null;

test.each([
  ['tr', 'Yok yok temsilci istemem, şu beden tablosunu atın yeter', 'Temsilci isterim, beden tablosu yetmiyor'],
  ['tr', 'artık aramanıza lüzum kalmadı, çözüldü', 'beni aramanız lazım, çözülmedi'],
  ['tr', 'İnsanla konuşmaktansa buradan yazmayı tercih ederim', 'Botla konuşmaktansa insanla konuşmayı tercih ederim'],
  ['id', 'Gausah disambungin ke admin kak, cuma mau tau ongkir', 'Tolong disambungin ke admin kak'],
  ['id', 'Males ngomong sama orang, enakan chat sama bot', 'Males ngomong sama bot, mau ngomong sama orang'],
  ['ar', 'مالوش لزوم تحولني للدعم، المشكلة اتحلت', 'لازم تحولني للدعم'],
  ['ar', 'خلاص لا تتصلون، وصل الطلب', 'اتصلوا علي، ما وصل الطلب'],
  ['hi', 'नहीं ऑपरेटर नहीं चाहिए, बस बता दो EMI होती है या नहीं', 'ऑपरेटर चाहिए, EMI समझना है'],
  ['hi', 'Ab call mat karna bhai, order mil gaya', 'ab call karo bhai, order nahi mila'],
])('%s: who wants nobody, in whatever words, is not handed off', (language, unwanted, wanted) => {
  expect([asks(unwanted, language), asks(wanted, language)]).toEqual([false, true]);
});

test.each([
  ['tr', 'Robot musun yoksa biri mi yazıyor', 'Robot değil biri yazsın bana'],
  ['id', 'lagi ngobrol sama manusia apa AI nih', 'mau ngobrol sama manusia bukan AI'],
  ['ar', 'هو في حد ورا الشات ده ولا كله آلي؟', 'في حد يرد علي؟'],
  ['hi', 'ये जवाब कोई इंसान लिख रहा है या मशीन', 'मशीन नहीं, इंसान से बात कराओ'],
])('%s: who writes here is a question', (language, question, wanted) => {
  expect([asks(question, language), asks(wanted, language)]).toEqual([false, true]);
});

test.each([
  ['tr', 'Yarın kendim ararım oteli, siz sadece numarayı yazın', 'Yarın beni arayıp bilgi verin'],
  ['id', 'Nanti suami saya yang hubungi dokternya, saya cuma tanya jadwal', 'Tolong dokternya hubungi saya'],
  ['ar', 'أنا رح اتصل فيهم بكرا لحالي، بس ابعتلي العنوان', 'اتصلوا فيني بكرا'],
  ['hi', 'bank jaake manager se baat karunga, abhi byaj dar bata do', 'manager se baat karwa do'],
])('%s: who calls or goes by themselves asks for nobody', (language, own, wanted) => {
  expect([asks(own, language), asks(wanted, language)]).toEqual([false, true]);
});

test.each([
  ['tr', 'Telefon desteğiniz bayramda çalışıyor mu', 'Telefon desteğine bağlayın'],
  ['id', 'Kuota telpon ke operator lain ada?', 'Sambungin ke operator dong'],
  ['ar', 'والله الرد الآلي عندكم سريع، وصلني الرمز', 'ما أبي الرد الآلي، أبي موظف'],
  ['hi', 'chatbot wale plan me agent ko transfer hota hai kya', 'mujhe agent ko transfer karo'],
])('%s: what is said of lines and machines asks for nobody', (language, fact, wanted) => {
  expect([asks(fact, language), asks(wanted, language)]).toEqual([false, true]);
});

test.each([
  ['tr', 'Rehber hocayla görüşebilir miyim oğlumla ilgili', 'Rehberli tur mu bu, rehber Türk mü'],
  ['tr', 'Kasap reyonuna bağlar mısınız', 'Kasap reyonu kaçta kapanıyor'],
  ['tr', 'bi telefon ediverin bana', 'telefonla sipariş veriliyor mu'],
  ['id', 'Mau konsul sama apotekernya boleh', 'Tukang pijat bisa dipanggil ke kamar?'],
  ['id', 'wa call aja kak biar jelas', 'HP saya mati jangan telpon dulu, wa aja'],
  ['ar', 'لازم أقابل مدرسة ابني، الرسائل الآلية ما بتنفع', 'استشرت الدكتور وكتب لي الدوا، موجود عندكم؟'],
  ['ar', 'اتصلوا بأمي ع رقمها، هي ما تعرف تكتب', 'أمي اتصلت وطلبت كيكتين، كم الحساب؟'],
  [
    'hi',
    'मम्मी को टाइप करना नहीं आता, उनके नंबर पर ही फ़ोन लगवा दीजिए ना',
    'mummy ne phone karke do cake order kiye, total kitna',
  ],
  ['hi', 'Fees counter pe transfer kardo please, unhi se baat karni hai', 'cash counter pe UPI lete ho?'],
])("%s: the business's own people and lines are asked for by any name", (language, wanted, unwanted) => {
  expect([asks(wanted, language), asks(unwanted, language)]).toEqual([true, false]);
});
