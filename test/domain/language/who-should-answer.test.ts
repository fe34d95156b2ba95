import { findExplicitRequest } from '../../../domain/language/explicit-request';
import { scoreUpset } from '../../../domain/language/upset';

const asks = (text: string, conversationLanguage: string): boolean =>
  findExplicitRequest(text, { conversationLanguage, handoffOffered: false }) !== null;
const isUpset = (text: string, conversationLanguage: string): boolean =>
  scoreUpset(text, { conversationLanguage }).level !== 'none';

test.each([
  ['ar', 'هل بالإمكان أن يتولى أحد الزملاء الرد عليّ هنا؟', 'هل يتولى المتجر تركيب الغسالة؟'],
  ['hi', 'आपमें से कोई मेरे साथ बैठकर ये देख ले', 'क्या यह शैम्पू इंसान और कुत्ते दोनों के लिए है'],
  ['tr', 'gerçek bir insan bana cevap verebilir mi', 'uygulama kendi kendine cevap yazıyor mu'],
  ['tr', 'arkadaşınız benimle bu faturaya bir göz atabilir mi', 'birine hediye notu yazmak istiyorum'],
  ['id', 'ganti kamu sama orang beneran', 'ganti warna sama yang merah bisa?'],
  ['id', 'boleh temanmu bantu cek invoice ini sama saya', 'ibu saya gak bisa makan pedas, ada yang lain?'],
  ['en', 'is there somebody who could take over this chat', 'does the warranty take over this cost'],
  ['fr', 'Est-ce qu’un vrai conseiller pourrait m’aider ?', 'le conseiller m’a répondu hier, merci'],
  ['de', 'Ich hätte gern Ihre Chefin gesprochen', 'Ich habe gestern mit Ihrem Chef gesprochen, alles gut'],
  ['es', 'que me conteste una persona', 'la señorita me respondió muy bien, gracias'],
  ['it', 'può intervenire un collega?', 'il collega mi ha già richiamato'],
  ['pt', 'quero uma pessoa olhando meu caso', 'a pessoa que me atendeu foi ótima'],
  ['en', 'when will that callback happen?', 'what time does the call centre open'],
  ['fr', 'à quelle heure dois-je attendre l’appel du technicien ?', 'À quelle heure ouvre votre standard ?'],
  ['de', 'Mir wurde ein Rückruf versprochen, wann kommt der?', 'Wann öffnet die Hotline?'],
])('%s: a person who should answer or look along is asked for', (language, wanted, unwanted) => {
  expect([asks(wanted, language), asks(unwanted, language)]).toEqual([true, false]);
});

test.each([
  ['ar', 'نادلي المدير بتاعكم يرد عليا', 'مديري طلب فاتورة ضريبية باسم الشركة، ممكن؟'],
  ['hi', 'दुकान वाले भैया को बोलो वो खुद जवाब दें मुझे', 'भैया को बोलना पार्सल गेट पर छोड़ दे'],
  ['hi', 'jo didi hamesha baat karti hain unko bulao', 'manager ko thank you bol dena'],
  ['tr', 'müdürle görüşcem', 'müdürüme çiçek göndereceğim'],
  ['tr', 'hep sipariş alan abiyi çağırsana', 'patronum fatura istedi'],
  ['id', 'bilangin bosnya suruh chat saya', 'bos saya minta faktur'],
])('%s: who is fetched or told to answer is asked for, a boss in passing is not', (language, wanted, unwanted) => {
  expect([asks(wanted, language), asks(unwanted, language)]).toEqual([true, false]);
});

test.each([
  [
    'ar',
    'اشتريت عفش العرس من عندكم وناقص نص الطقم والفاتورة باسم خالي، القصة طويلة فيك توصلني بحدا من الموظفين؟',
    'وصلني الطلب من المخزن ناقص حبة',
  ],
  ['ar', 'هل أستطيع مراسلة إحدى معلماتكم؟', 'هل المعلمات عندكم خريجات؟'],
  ['ar', 'عندي سؤال لفرع جدة، حطني معهم على الخط', 'عندي سؤال عن فرع الدمام، فيه مواقف؟'],
  ['hi', 'Lajpat Nagar wale showroom ki service desk se baat karwaiye', 'Lajpat Nagar wala showroom kahan hai'],
  ['hi', 'workshop mein kisi se baat karni thi', 'workshop ka address bhej do'],
  ['hi', 'dental department se line mila do', 'line lambi hai kya shop par'],
  ['tr', 'atölyeden biriyle görüştürür müsünüz', 'dün müdürle görüştüm halloldu teşekkürler'],
  ['tr', 'beni öğrenci işlerine bağlar mısınız', 'sistem beni ana sayfaya yönlendiriyor'],
  ['tr', 'eğitmenlerinizden birine yazmak istiyorum', 'eğitmenleriniz sertifikalı mı'],
  ['id', 'saya mau ke cabang Bandung, bisa oper ke mereka?', 'bisa sambungkan printer ke hp?'],
  ['id', 'bisa dipertemukan dengan guru lesnya?', 'guru les nya lulusan mana'],
])('%s: staff and places of any name are asked for, a question about them is none', (language, wanted, unwanted) => {
  expect([asks(wanted, language), asks(unwanted, language)]).toEqual([true, false]);
});

test.each([
  ['ar', 'قالوا بيكلموني من يوم الأحد، متى بيتصلون؟', 'متى تصل المكالمات الدولية للباقة؟'],
  ['ar', 'وعدوني باتصال ولا جاني، متى بيجي؟', 'وعدتوني بخصم على الطلب القادم، كيف أستخدمه؟'],
  ['ar', 'متى أتوقع اتصالاً من أحد موظفيكم؟', 'سماعة التلفون اللي طلبتها فيها مايك؟'],
  ['hi', 'कॉल का वादा किया था, कब आएगा?', 'कॉल रिकॉर्डिंग कैसे चालू करें'],
  ['tr', 'teknisyenin telefonunu saat kaçta beklemeliyim', 'kulaklık telefonla görüşme yapıyor mu'],
  ['tr', '0532 123 45 67 yi kısa bir arama daha kolay olur', 'arama bekletme nasıl açılır'],
  ['id', 'belum ada yang nelpon juga, kapan nelponnya?', 'headset ini bisa buat telepon?'],
  ['id', 'kalau bisa ditelepon saja ke nomor rumah sore ini', 'hp nya bisa ditelepon tapi ga ada suara'],
])('%s: a call that was promised or would be easier is asked for, a handset is not', (language, wanted, unwanted) => {
  expect([asks(wanted, language), asks(unwanted, language)]).toEqual([true, false]);
});

test.each([
  ['ar', 'هل يدعم برنامجكم تحويل المحادثة من الروبوت إلى موظف في الباقة المجانية؟', 'حولني من الروبوت إلى موظف'],
  ['hi', 'क्या आपका सॉफ्टवेयर चैट को बॉट से एजेंट को ट्रांसफर करता है?', 'app crash ho raha hai mujhe agent se baat karni hai'],
  ['tr', 'yazılımınız sohbeti bottan temsilciye aktarıyor mu', 'uygulamanız açılmıyor, temsilciye aktarır mısınız'],
  ['id', 'apakah produk kalian bisa mengalihkan chat dari bot ke agen?', 'aplikasinya error tolong alihkan ke admin'],
])('%s: what the product can do is a question, the same words said of oneself ask', (language, question, wanted) => {
  expect([asks(question, language), asks(wanted, language)]).toEqual([false, true]);
});

test.each([
  ['ar', 'دي تالت مرة ابعت نفس الكلام ومحدش فاهم حاجة', 'التطبيق مو راضي يفتح بعد التحديث، جوالي آيفون 12'],
  ['ar', 'شبعت من كذبكن، كل يوم بكرا وبعدو بكرا', 'أجيكم بكرا أو بعد بكرا؟'],
  ['hi', 'माँ चार घंटे से बैठी है किसी ने देखा तक नहीं', 'kisi ne gate pe poocha nahi, parcel mil gaya'],
  ['tr', 'Annem acilde dört saat bekledi kimse yüzümüze bakmadı', 'kutu biraz ezik geldi, bilginiz olsun'],
  ['id', 'udah 3x saya jelasin masih aja jawabannya itu2 doang', 'udah 3x pesen di sini, enak terus'],
])('%s: telling it again or being left alone is anger, a fault told calmly is none', (language, angry, calm) => {
  expect([isUpset(angry, language), isUpset(calm, language)]).toEqual([true, false]);
});
