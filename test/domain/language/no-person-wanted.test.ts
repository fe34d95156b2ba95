import { findExplicitRequest } from '../../../domain/language/explicit-request';

const asks = (text: string, conversationLanguage: string): boolean =>
  findExplicitRequest(text, { conversationLanguage, handoffOffered: false }) !== null;

test.each([
  ['en', 'are you a robot or can I speak to somebody', 'are you a robot or is somebody typing this'],
  ['es', '¿eres un robot? quiero hablar con alguien', '¿eres un robot o hay alguien escribiendo?'],
  ['es', 'no quiero la máquina, quiero un humano', 'estoy hablando con una máquina o con un humano?'],
  ['pt', 'isto é automático? passe-me a uma pessoa', 'isto é automático ou está alguém por trás?'],
  ['fr', 'je veux parler à un humain, pas à une machine', 'je parle à une machine ou à un humain ?'],
  ['de', 'ich will mit einem Menschen schreiben', 'schreib ich mit einer Maschine oder mit einem echten Menschen'],
  ['it', 'basta con il bot, passatemi qualcuno', 'c’è davvero qualcuno che digita o è un programma?'],
])('%s: a person is asked for, not who it is that writes', (language, wanted, unwanted) => {
  expect([asks(wanted, language), asks(unwanted, language)]).toEqual([true, false]);
});

test.each([
  [
    'en',
    'I would rather go through this with someone than with an automated assistant',
    'I’d rather stay in this chat with you than be passed on to an agent',
  ],
  ['en', 'it would be necessary to call me back', 'it isn’t necessary to call me back, it’s sorted'],
  ['es', 'prefiero seguir con una persona', 'preferiría seguir contigo por aquí y no con una operadora'],
  ['es', 'que me devuelvan la llamada', 'no es necesario que me devuelvan la llamada, ya se arregló'],
  ['pt', 'liguem para mim, por favor', 'parem de me telefonar, já tenho as chaves'],
  ['fr', 'passez-moi le patron', 'ne dérangez pas le patron, je veux juste connaître la taille'],
  ['it', 'potete richiamarmi?', 'potete smettere di chiamare, ho le chiavi'],
  ['it', 'basta col bot, voglio un operatore', 'mi basta il bot, il tavolo 5 è libero?'],
])('%s: who declines a person or a call gets none', (language, wanted, unwanted) => {
  expect([asks(wanted, language), asks(unwanted, language)]).toEqual([true, false]);
});

test.each([
  ['en', 'can I speak to the manager on friday', 'I’ll pop in and speak to the manager myself on friday'],
  ['es', '¿me comunican con la aerolínea?', 'yo me comunico con la aerolínea, ¿qué terminal es?'],
  ['pt', 'posso falar com o mecânico?', 'minha esposa retira e fala com o mecânico'],
  ['fr', 'je voudrais voir le responsable', 'je passe vendredi voir le responsable, vous fermez à quelle heure ?'],
  ['de', 'ruft mich morgen selber an', 'ich ruf morgen selber an, ich brauch nur die Nummer'],
  ['de', 'Meldet euch telefonisch bei mir', 'ich melde mich telefonisch, wenn ich da bin'],
  ['it', 'posso parlare col meccanico?', 'mia moglie lo ritira e parla col meccanico'],
  ['it', 'mi passi il suo assistente', 'Il mio assistente passa a prendere le chiavi alle quattro'],
])('%s: what the customers do themselves is asked of nobody', (language, wanted, unwanted) => {
  expect([asks(wanted, language), asks(unwanted, language)]).toEqual([true, false]);
});

test.each([
  ['en', 'human support please', 'do you have a human support plan in the pro package'],
  ['es', 'quiero hablar con un agente', '¿qué hace el botón "hablar con un agente" de la app?'],
  ['pt', 'quero ser atendido por telefone, me liguem', 'O atendimento por telefone funciona no feriado?'],
  ['pt', 'podem fazer uma chamada comigo?', 'tenho uma chamada perdida vossa, era sobre a entrega?'],
  ['fr', 'transférez-moi à la facturation', 'vous pouvez renvoyer la facture ?'],
  ['de', 'bitte mit einem Mitarbeiter sprechen', 'was macht der Knopf "Mit Mitarbeiter sprechen" in der App'],
  ['it', 'vorrei assistenza umana', 'il piano pro comprende assistenza umana?'],
  ['it', 'mi chiami quando può', 'l’allarme mi chiama di notte, come lo silenzio?'],
  ['pt', 'quero falar com alguém para cancelar', 'tem que falar com alguém para cancelar?'],
  ['it', 'mi passi il responsabile', 'mi passi il link del menù?'],
  ['en', 'I want to talk to an adviser', 'is there a fee for talking to an adviser'],
  ['es', 'me llaman o se pierde la reserva', '¿me llaman o me mandan mensaje cuando esté?'],
  ['fr', 'une vraie personne svp', 'tu parles comme une vraie personne'],
])('%s: how the service is made is a question, no request', (language, wanted, unwanted) => {
  expect([asks(wanted, language), asks(unwanted, language)]).toEqual([true, false]);
});

test.each([
  ['en', 'is anyone at the bank able to answer me here', 'is there someone at the bank on saturdays'],
  ['en', 'get me the owner of the restaurant on here', 'who is the owner of the restaurant'],
  ['en', 'I’d rather finish this with one of your staff', 'your staff finished the job yesterday'],
  ['de', 'ist da jemand, der mir helfen kann', 'ist der Hausmeister heute da?'],
  ['en', 'tell your boss to drop me a line', 'my boss told me to drop you a line'],
  ['es', 'tráeme a quien esté de turno', '¿quién está de turno el domingo?'],
  ['es', 'me harías una llamadita?', 'ya les hice una llamadita, gracias'],
  ['pt', 'tem alguém na loja que possa me responder?', 'tem alguém na loja domingo à noite?'],
  ['pt', 'liga pra minha mãe, ela não mexe no zap', 'minha mãe liga para vocês segunda'],
  ['fr', 'que quelqu’un du magasin reprenne cette discussion', 'quelqu’un du magasin a repris le colis'],
  ['fr', 'appelez plutôt ma fille', 'ma fille vous appelle lundi'],
  ['de', 'i hätt gern mit wem g’redet, ned mit am Computer', 'i hab gestern mit wem g’redet, danke'],
  ['it', 'c’è qualcuno in negozio che mi può rispondere?', 'c’è qualcuno in negozio di notte?'],
  ['it', 'chieda al meccanico di chiamarmi', 'il meccanico mi ha chiamato ieri'],
  ['en', 'is the midwife free to talk', 'is the midwife trained in water births'],
  ['es', 'no me siento cómoda contándole esto a una máquina', 'no hace falta contarle nada a la máquina'],
  ['fr', 'il faut que je parle à celui qui a installé ma box', 'celui qui a installé ma box était très gentil'],
  ['en', 'I’d rather not be telling this to a machine', 'I’m not happy with the software, how do I update it'],
  ['es', 'llamen mejor a mi hija', 'llamé a mi hija y ya pagó ella'],
])('%s: the staff of the place are asked for by where and what they are', (language, wanted, unwanted) => {
  expect([asks(wanted, language), asks(unwanted, language)]).toEqual([true, false]);
});

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
