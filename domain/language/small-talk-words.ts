import type { Language } from './languages';

/** Comma-separated ways to greet, to thank, to say goodbye and to agree, in one language. */
export interface SmallTalkWords {
  greeting: string;
  thanks: string;
  farewell: string;
  acknowledgement: string;
  /** Words that may stand beside any of them ("thanks a lot for your help, madam"). */
  filler: string;
}

export const SMALL_TALK_WORDS: Readonly<Record<Language, SmallTalkWords>> = {
  en: {
    greeting:
      "hi, hello, hey, hiya, heya, helo, hallo, hullo, yo, howdy, greetings, good morning, good afternoon, good evening, good day, morning, evening, afternoon, gm, how are you, how are you doing, how are you today, how r u, how do you do, hope you are well, hope you're well, hope you are doing well, what's up, whats up, sup, nice to meet you, how is it going, how's it going, long time no see, how have you been, hope you are having a good day, hope you're having a good day, pleased to meet you",
    thanks:
      "thanks, thank you, thank u, thankyou, thx, thnx, tnx, ty, tysm, tyvm, thanks a lot, thanks so much, thank you so much, thank you very much, many thanks, thanks a million, much appreciated, appreciate it, i appreciate it, i really appreciate it, cheers, that helps, that helped, this helps, you've been very helpful, you have been very helpful, very helpful, you're the best, you are the best, you're awesome, thank god, thanx, grateful, bless you, god bless you, thank you kindly, thanks a bunch, thanks a ton, thanks in advance, many thanks in advance, thank you in advance",
    farewell:
      "bye, bye bye, goodbye, good bye, buh bye, see you, see ya, cya, see you later, see you soon, see you around, talk later, talk to you later, ttyl, take care, good night, goodnight, gn, have a nice day, have a good day, have a great day, have a good one, have a lovely day, have a nice weekend, have a good weekend, have a good evening, have a nice evening, later, until next time, that's all, that is all, that will be all, that's it, nothing else, no that's all, farewell, so long, catch you later, see you tomorrow, see you next time, see you then, have a great evening, have a great weekend, have a good night, have a wonderful day, have a good week, enjoy your day, enjoy your weekend, enjoy your evening, take it easy, all the best, best wishes, best regards, kind regards, sleep well, bye for now, speak soon, talk soon",
    acknowledgement:
      "ok, okay, okey, k, kk, okk, alright, all right, right, got it, i see, understood, noted, cool, great, perfect, nice, awesome, fine, good, sounds good, sure, yep, yup, yeah, excellent, wonderful, amazing, lovely, brilliant, fantastic, makes sense, fair enough, no problem, no worries, np, ah, oh, aha, hmm, hm, lol, haha, hehe, that works, it works, it worked, works now, all good, very good, will do, super, gotcha, roger, done, that's great, that's perfect, that's good, good to know, well done, good job, great job, i understand, fab",
    filler:
      'there, sir, madam, maam, everyone, all, guys, team, friend, dear, mate, buddy, again, so, very, much, really, a, lot, for, the, your, you, help, quick, reply, response, answer, info, information, and, too, now, then, everything, that, well, just, my, today, assistance, time, support, prompt, fast, it, this, bro, love, to, day, and you, have',
  },
  es: {
    greeting:
      'hola, holaa, buenas, buenos días, buen día, buenas tardes, buenas noches, qué tal, cómo estás, cómo está, cómo están, qué hubo, saludos, muy buenas, ola, holi, qué onda, hola qué tal, espero que estés bien, espero que esté bien, cómo te va, cómo le va, buenos días a todos, un gusto saludarle',
    thanks:
      'gracias, muchas gracias, mil gracias, muchísimas gracias, te lo agradezco, se lo agradezco, muy amable, graciass, grax, grasias, muy agradecido, muy agradecida, gracias por todo, dios te bendiga, dios le bendiga, eres muy amable, de gran ayuda, gracias de antemano, muchas gracias de antemano, te agradezco, te agradezco mucho, le agradezco, le agradezco mucho, se lo agradezco mucho',
    farewell:
      'adiós, chao, chau, hasta luego, hasta pronto, hasta mañana, nos vemos, que tengas buen día, que tengas un buen día, que tenga un buen día, que tenga buen día, buen fin de semana, cuídate, feliz día, feliz noche, feliz tarde, bye, eso es todo, nada más, eso sería todo, hasta la próxima, un saludo, saludos, hasta otra, hasta la vista, hasta ahora, hasta otro día, que te vaya bien, que le vaya bien, que les vaya bien, que pases un buen día, que pase un buen día, que pases buen día, que pase buen día, que descanses, que descanse, buen finde, nos vemos pronto, nos vemos mañana, nos hablamos, un abrazo, un saludo cordial, saludos cordiales, buena tarde, buena noche, buena semana, que tengas una buena tarde, que tenga una buena tarde, que tengas buena noche, que tenga buena noche',
    acknowledgement:
      'ok, vale, okey, listo, perfecto, entendido, de acuerdo, está bien, claro, bueno, genial, excelente, estupendo, súper, dale, ya veo, ya, bien, muy bien, comprendo, entiendo, sí, ah, jaja, jajaja, qué bien, buenísimo, fenomenal, correcto, anotado, recibido, ok perfecto, va, sale, no hay problema',
    filler:
      'por, la, tu, su, ayuda, todo, información, respuesta, señor, señora, señorita, amigo, amiga, muy, y, a, todos, de, nuevo, ya, entonces, pues, atención, el, tan, igualmente, rápida, usted, ustedes, equipo',
  },
  pt: {
    greeting:
      'oi, oii, olá, ola, opa, bom dia, boa tarde, boa noite, e aí, eae, tudo bem, tudo bom, tudo certo, como vai, como está, como você está, saudações, oie, oi tudo bem, espero que esteja bem, td bem, como você vai, como vocês estão, prazer em conhecer',
    thanks:
      'obrigado, obrigada, muito obrigado, muito obrigada, obg, obgd, brigado, brigada, valeu, vlw, agradeço, agradecido, agradecida, grato, grata, obrigadão, ajudou muito, deus abençoe, muito gentil, gentileza sua, muito obrigado mesmo, muito obrigada mesmo, desde já agradeço, agradeço desde já, obrigado desde já, obrigada desde já, fico grato, fico grata',
    farewell:
      'tchau, tchauzinho, até logo, até mais, até breve, até amanhã, adeus, tenha um bom dia, tenha uma boa tarde, tenha uma boa noite, tenha um ótimo dia, bom fim de semana, bom final de semana, fica com deus, fique com deus, abraço, abraços, era só isso, é só isso, só isso, mais nada, bjs, beijos, até a próxima, flw, falou, até à vista, até a vista, até depois, até já, até mais tarde, até mais ver, até a próxima semana, bom descanso, boa semana, um abraço, um bom dia, tudo de bom, boas festas, bom resto de dia, boa continuação, tenha uma ótima semana, tenha uma ótima tarde, tenha uma ótima noite, tenha uma boa semana, tenha um ótimo fim de semana, tenha um bom fim de semana, a gente se fala, a gente se vê, nos vemos, com os melhores cumprimentos, melhores cumprimentos, atenciosamente',
    acknowledgement:
      'ok, okay, tá, tá bom, tá bem, está bem, está bom, certo, beleza, blz, perfeito, entendi, entendido, combinado, ótimo, legal, claro, sim, joia, maravilha, show, bom, muito bom, excelente, isso, isso mesmo, aham, uhum, ah, kkk, kkkk, rsrs, top, deu certo, compreendo, fechado, tranquilo, sem problemas, bacana',
    filler:
      'pela, pelo, por, a, sua, ajuda, tudo, informação, atenção, resposta, senhor, senhora, moça, moço, amigo, amiga, muito, e, de, novo, então, atendimento, você, vocês, equipe, aí, igualmente, gente, retorno, rápida',
  },
  fr: {
    greeting:
      'bonjour, bonsoir, salut, coucou, hello, allô, bjr, bsr, slt, cc, comment ça va, ça va, comment allez vous, comment vas tu, bien le bonjour, bonjour à tous, bonne journée à vous, j espère que vous allez bien, bonjour tout le monde, bonsoir tout le monde, salut tout le monde, comment vous allez, comment tu vas, comment allez vous aujourd hui',
    thanks:
      'merci, merci beaucoup, merci bien, mille mercis, un grand merci, mrc, mci, grand merci, je vous remercie, je te remercie, c est gentil, c est très gentil, merci infiniment, remerciements, c est parfait merci, vous êtes adorable, merci à vous, je vous en remercie, merci d avance, merci beaucoup d avance, je vous remercie beaucoup, je vous remercie d avance, merci mille fois, merci du fond du cœur',
    farewell:
      'au revoir, à bientôt, à plus tard, à plus, à demain, bonne journée, bonne soirée, bonne nuit, bon week end, bon weekend, bonne fin de journée, ciao, adieu, à la prochaine, c est tout, ce sera tout, rien d autre, bye, bonne continuation, cordialement, belle journée, excellente journée, bonne après midi, bon après midi, à tout à l heure, à tantôt, à tout de suite, à la semaine prochaine, à très bientôt, à très vite, à la revoyure, bonne fin de soirée, bonne fin de semaine, bonne semaine, bon dimanche, passez une bonne journée, passez une bonne soirée, passe une bonne journée, passe une bonne soirée, je vous souhaite une bonne journée, je vous souhaite une bonne soirée, prenez soin de vous, prends soin de toi, porte toi bien, portez vous bien, bien à vous, bien cordialement, au plaisir, bonnes vacances, bonnes fêtes',
    acknowledgement:
      'ok, okay, d accord, dac, très bien, parfait, entendu, compris, je vois, je comprends, super, génial, excellent, bien, bon, ça marche, noté, c est noté, c est bon, oui, ah, ah bon, cool, top, nickel, impeccable, formidable, bien reçu, reçu, pas de souci, pas de problème, c est parfait, mdr, haha, ça me va, c est clair',
    filler:
      'pour, votre, ton, l, la, le, aide, réponse, tout, à, vous, monsieur, madame, mademoiselle, et, de, très, infos, informations, rapide, encore, alors, équipe, toute, tous, également, bien, retour, service, les',
  },
  de: {
    greeting:
      'hallo, hi, hey, guten tag, guten morgen, guten abend, moin, moin moin, servus, grüß gott, grüezi, tach, hallöchen, na, wie geht s, wie geht es ihnen, wie geht es dir, wie gehts, morgen, schönen guten tag, einen schönen guten tag, mahlzeit, hallo zusammen, ich hoffe es geht ihnen gut, schönen guten morgen, schönen guten abend, einen schönen guten morgen, einen schönen guten abend, einen wunderschönen guten tag, einen guten tag, wie geht es euch, wie gehts dir, wie gehts ihnen, grüß dich, grüß euch, grüß sie, gruezi mitenand',
    thanks:
      'danke, dankeschön, danke schön, vielen dank, herzlichen dank, besten dank, tausend dank, danke sehr, danke vielmals, ich danke ihnen, ich danke dir, merci, dank, super danke, vielen lieben dank, lieben dank, danke dir, danke ihnen, sehr nett, sehr freundlich, thx, das hilft mir, danke im voraus, vielen dank im voraus, besten dank im voraus, ganz herzlichen dank, recht herzlichen dank, haben sie vielen dank, ich bedanke mich',
    farewell:
      'tschüss, tschüs, tschau, ciao, auf wiedersehen, wiedersehen, bis bald, bis später, bis dann, bis morgen, schönen tag, schönen tag noch, einen schönen tag, einen schönen tag noch, schönen abend, schönen abend noch, einen schönen abend, gute nacht, schönes wochenende, ein schönes wochenende, das war alles, das wars, das war s, das ist alles, mach s gut, alles gute, bye, liebe grüße, viele grüße, mfg, lg, auf wiederhören, auf wiederschauen, auf bald, bis zum nächsten mal, bis nächste woche, bis nächstes mal, bis gleich, bis demnächst, bis die tage, bis nachher, schlaf gut, schlafen sie gut, schönen feierabend, schönen sonntag, schöne woche, schöne feiertage, mit freundlichen grüßen, freundliche grüße, beste grüße, herzliche grüße, schöne grüße, pass auf dich auf, passen sie auf sich auf, machs gut, machen sie es gut, machen sie s gut, noch einen schönen tag, noch einen schönen abend, ihnen einen schönen tag, wir sehen uns, wir hören uns, bleiben sie gesund, bleib gesund',
    acknowledgement:
      'ok, okay, alles klar, gut, sehr gut, super, prima, perfekt, verstanden, in ordnung, klar, einverstanden, toll, passt, ja, genau, stimmt, ach so, aha, achso, top, cool, klasse, wunderbar, hat geklappt, ok gut, na gut, geht klar, kein problem, ausgezeichnet, großartig, gerne, freut mich, mache ich, haha, hat funktioniert',
    filler:
      'für, die, ihre, deine, hilfe, alles, zusammen, schnelle, antwort, auskunft, info, und, auch, noch, dann, nochmal, sehr, so, das, ihnen, dir, euch, team, liebes, herr, frau, wieder, mal, der, unterstützung, rückmeldung, ebenfalls, eure, mir',
  },
  it: {
    greeting:
      'ciao, salve, buongiorno, buon giorno, buonasera, buona sera, buon pomeriggio, ehi, hey, come va, come stai, come sta, tutto bene, ciao a tutti, buondì, saluti a tutti, spero stia bene, buon dì, come stai oggi, come state, come va oggi, piacere di conoscerla',
    thanks:
      'grazie, grazie mille, mille grazie, tante grazie, molte grazie, grazie tante, ti ringrazio, la ringrazio, vi ringrazio, grz, gentilissimo, gentilissima, gentilissimi, molto gentile, grazie infinite, grazie di tutto, grazie di cuore, sei stato utile, grazie in anticipo, grazie mille in anticipo, vi ringrazio tanto, ti ringrazio tanto, la ringrazio tanto, la ringrazio in anticipo, grazie davvero',
    farewell:
      'arrivederci, arrivederla, a presto, a dopo, a domani, ci vediamo, buona giornata, buona serata, buonanotte, buona notte, buon weekend, buon fine settimana, addio, alla prossima, è tutto, questo è tutto, nient altro, basta così, cordiali saluti, saluti, ci sentiamo, buon proseguimento, buon lavoro, a più tardi, a più, a risentirci, a rivederci, a tra poco, a prestissimo, ci vediamo domani, ci vediamo presto, ci vediamo dopo, ci sentiamo presto, ci sentiamo domani, buona domenica, buona settimana, buon riposo, buona continuazione, stammi bene, stia bene, distinti saluti, tanti saluti, un saluto, un abbraccio, buone vacanze, buone feste, buona fortuna, le auguro una buona giornata, ti auguro una buona giornata, passi una buona giornata',
    acknowledgement:
      'ok, okay, va bene, perfetto, capito, ho capito, d accordo, certo, bene, benissimo, ottimo, chiaro, sì, si, ah, ah ok, eccellente, fantastico, ricevuto, esatto, giusto, bello, molto bene, tutto chiaro, nessun problema, inteso, vabbè, haha, meraviglioso, funziona, a posto, tutto ok, fatto',
    filler:
      'per, l, la, il, aiuto, risposta, informazione, informazioni, tutto, a, tutti, e, di, molto, signore, signora, voi, lei, te, disponibilità, anche, allora, nuovo, ancora, vostro, tuo, suo, supporto, della, gentile, altrettanto, rapida, cara, caro, cortesia',
  },
  tr: {
    greeting:
      'merhaba, merhabalar, selam, selamlar, slm, mrb, günaydın, iyi günler, iyi akşamlar, iyi sabahlar, nasılsın, nasılsınız, naber, selamün aleyküm, selamun aleykum, sa, as, tünaydın, hayırlı günler, hayırlı sabahlar, kolay gelsin, iyi çalışmalar, hey, alo, hoş geldiniz, hoş geldin, hoş bulduk, ne haber, ne var ne yok, nasıl gidiyor, iyi öğlenler, hayırlı işler, iyi pazarlar, selamın aleyküm, aleyküm selam',
    thanks:
      'teşekkürler, teşekkür ederim, çok teşekkürler, çok teşekkür ederim, teşekkür, teşekkür ederiz, sağol, sağolun, sağ ol, sağ olun, eyvallah, tşk, tşkler, minnettarım, eline sağlık, elinize sağlık, çok sağol, çok sağolun, allah razı olsun, teşekkürlerimi sunarım, çok naziksiniz, yardımınız için teşekkürler, şimdiden teşekkürler, şimdiden teşekkür ederim, ellerinize sağlık, ellerine sağlık, tekrar teşekkürler, var olun, var ol',
    farewell:
      'hoşçakal, hoşçakalın, hoşça kalın, görüşürüz, güle güle, iyi geceler, bay bay, bye, kendine iyi bak, kendinize iyi bakın, sonra görüşürüz, iyi hafta sonları, hepsi bu, bu kadar, başka yok, allaha emanet, iyi günler dilerim, iyi akşamlar dilerim, hayırlı akşamlar, hayırlı geceler, görüşmek üzere, hoşça kal, sağlıcakla kal, sağlıcakla kalın, esen kal, esen kalın, sağlıkla kal, sağlıkla kalın, allaha ısmarladık, allahaısmarladık, iyi haftalar, iyi tatiller, iyi bayramlar, iyi uykular, tatlı rüyalar, yarın görüşürüz, yakında görüşürüz, tekrar görüşürüz, tekrar görüşmek üzere, görüşmek dileğiyle, güle güle kalın, bol şans, iyi şanslar, saygılar, saygılarımla, iyi geceler dilerim, iyi hafta sonları dilerim, iyi çalışmalar dilerim',
    acknowledgement:
      'tamam, tamamdır, tmm, ok, okey, peki, anladım, oldu, olur, süper, harika, güzel, mükemmel, evet, tabii, tabi, anlaşıldı, çok iyi, iyi, aynen, haklısınız, çok güzel, sorun değil, hallettim, oldu bu iş, eh, ha, hmm, he, haha, not ettim, bildiğim iyi oldu, çalıştı, çözüldü',
    filler:
      'çok, ve, için, yardımınız, yardımın, ilginiz, bilgi, bilginiz, efendim, hocam, abi, abla, arkadaşlar, herkese, size, sana, her, şey, cevap, cevabınız, hızlı, de, da, o, zaman, yine, tekrar, hanım, bey, kardeşim, bilgilendirme, desteğiniz',
  },
  id: {
    greeting:
      'halo, hallo, hai, hi, hei, hello, pagi, siang, sore, malam, selamat pagi, selamat siang, selamat sore, selamat malam, apa kabar, assalamualaikum, assalamu alaikum, permisi, salam, met pagi, met siang, punten, p, tes, semoga sehat selalu, apa kabarnya, gimana kabarnya, bagaimana kabarnya, selamat datang, met malam, met sore, assalamualaikum wr wb, assalamu alaikum wr wb, waalaikumsalam, salam kenal, salam sejahtera',
    thanks:
      'terima kasih, terimakasih, makasih, mksh, trims, tq, thanks, thank you, trimakasih, terima kasih banyak, makasih banyak, makasi, tengkyu, makasih ya, suwun, matur nuwun, sangat membantu, tks, thx, mkasih, tengkiu, terima kasih sebelumnya, terima kasih kembali, makasih sebelumnya, terima kasih banyak sebelumnya',
    farewell:
      'dadah, sampai jumpa, sampai nanti, sampai ketemu lagi, selamat tinggal, bye, bye bye, selamat istirahat, selamat tidur, itu saja, itu aja, sudah itu saja, cukup itu, semoga harimu menyenangkan, semoga hari anda menyenangkan, sekian, sampai besok, dah, dadaah, have a nice day, wassalam, sampai jumpa lagi, sampai bertemu lagi, sampai bertemu, sampai ketemu, sampai ketemu besok, sampai jumpa besok, selamat jalan, selamat berakhir pekan, selamat beristirahat, selamat beraktivitas, selamat bekerja, selamat liburan, dah dulu ya, sudah dulu ya, hati hati di jalan, hati hati, salam hangat, salam hormat, semoga sukses, semoga lancar',
    acknowledgement:
      'oke, ok, okay, okeh, okee, baik, baiklah, siap, sip, ya, iya, yaa, iyaa, mantap, mengerti, paham, bagus, keren, noted, oh, oh gitu, oh begitu, gitu ya, betul, benar, sudah, udah, beres, aman, wkwk, wkwkwk, haha, hehe, hmm, setuju, lengkap, jelas, sudah jelas, sudah bisa, bisa, sudah beres, tidak apa apa, gapapa',
    filler:
      'banyak, ya, kak, kakak, min, admin, pak, bu, mas, mbak, bang, gan, sis, atas, bantuannya, bantuan, infonya, info, informasinya, semua, sekali, dan, semuanya, dong, deh, lagi, jawabannya, responnya, untuk, cepat, respon, juga, sama, sudah, tim',
  },
  ar: {
    greeting:
      'مرحبا, مرحبًا, اهلا, أهلا, أهلا وسهلا, السلام عليكم, السلام عليكم ورحمة الله, السلام عليكم ورحمة الله وبركاته, سلام, صباح الخير, مساء الخير, صباح النور, مساء النور, هاي, هلا, هلا والله, كيف حالك, كيف حالكم, كيفك, ازيك, إزيك, كيف الحال, شلونك, شخبارك, الو, ألو, يسعد صباحك, يسعد مساكم, تحية طيبة, مرحبتين, وعليكم السلام, هاللو, صباح النور والسرور, صباح الورد, صباح الفل, مساء الفل, مساء الورد, مساء النور والسرور, أسعد الله صباحكم, أسعد الله مساءكم, أسعد الله أوقاتكم, حياك الله, حياكم الله, اهلا بك, أهلا بكم, أهلا وسهلا بك, أهلا وسهلا بكم, كيف حالك اليوم, كيف الأحوال, كيف الحال اليوم, السلام عليكم جميعا',
    thanks:
      'شكرا, شكرًا, شكرا جزيلا, شكرا لك, شكرا لكم, شكرا كثير, شكرا كتير, شكرا جدا, مشكور, مشكورة, مشكورين, يعطيك العافية, يعطيكم العافية, جزاك الله خير, جزاك الله خيرا, جزاكم الله خير, جزاكم الله خيرا, تسلم, تسلمي, تسلموا, يسلمو, متشكر, متشكرة, الف شكر, ألف شكر, ممنون, ممتن, أشكرك, اشكركم, أشكركم, الله يعافيك, الله يبارك فيك, بارك الله فيك, ما قصرت, ما قصرتوا, كثر خيرك, كتر خيرك, ربنا يخليك, شكرا مقدما, شكرا لك مقدما, شكرا لكم مقدما, شكرا مرة اخرى, شكرا مرة ثانية, جزيل الشكر, لك جزيل الشكر, لكم جزيل الشكر, كل الشكر, خالص الشكر, الله يجزاك خير, الله يجزيك الخير, الله يعطيك العافية, الله يعطيكم العافية, الله يسعدك, الله يسعدكم, الله يخليك, الله يوفقك, شكرا من القلب',
    farewell:
      'مع السلامة, وداعا, إلى اللقاء, الى اللقاء, باي, تصبح على خير, تصبحون على خير, يوم سعيد, نهارك سعيد, في أمان الله, في امان الله, أراك لاحقا, هذا كل شيء, هذا كل شي, بس كده, بس هيك, خلاص كذا, يومك سعيد, أتمنى لك يوما سعيدا, بالسلامة, استودعكم الله, سلام عليكم, إلى اللقاء قريبا, إلى الملتقى, نراكم لاحقا, نراك لاحقا, أراك قريبا, نراكم قريبا, أراكم لاحقا, أراكم قريبا, أراك غدا, في رعاية الله, في حفظ الله, في أمان الله وحفظه, مع ألف سلامة, ليلة سعيدة, ليلتك سعيدة, نهاركم سعيد, يومكم سعيد, طاب يومك, طابت ليلتك, طاب مساؤك, مع تحياتي, مع أطيب التحيات, تحياتي, تحياتي لكم, تحياتي لك, دمتم بخير, دمت بخير, أستودعك الله, نشوفكم على خير, اشوفك على خير, عطلة سعيدة',
    acknowledgement:
      'تمام, حسنا, حسنًا, اوك, اوكي, أوكي, طيب, ماشي, فهمت, مفهوم, ممتاز, رائع, جميل, نعم, ايوه, ايوا, اه, آه, صح, أكيد, اكيد, زين, حلو, خلاص, واضح, عظيم, جيد, كويس, الحمد لله, ههه, هههه, ان شاء الله, إن شاء الله, تم, علم, وصلت, اشتغل, طيب تمام, ولا يهمك, عادي, ما في مشكلة, اتفقنا',
    filler:
      'جدا, كثيرا, جزيلا, على, المساعدة, مساعدتك, مساعدتكم, لكم, لك, اخي, أخي, أختي, استاذ, الجميع, و, الرد, ردك, ردكم, كل, شي, شيء, سرعة, معلومات, يا, لمساعدتك, تعاونكم, اهتمامكم, حبيبي, والله, ايضا, كمان, للمساعدة, السريع, المعلومة',
  },
  hi: {
    greeting:
      'नमस्ते, नमस्कार, हैलो, हेलो, हाय, राम राम, प्रणाम, सुप्रभात, शुभ प्रभात, शुभ संध्या, कैसे हो, कैसे हैं, आप कैसे हैं, क्या हाल है, आदाब, जय श्री कृष्णा, राधे राधे, namaste, namaskar, hello, hi, hey, ram ram, pranam, kaise ho, kaise hain, aap kaise hain, kya haal hai, salam, good morning, गुड मॉर्निंग, shubh prabhat, शुभ दिन, शुभ दोपहर, गुड इवनिंग, गुड आफ्टरनून, जय हिन्द, जय हिंद, सत श्री अकाल, जय श्री राम, कैसे हैं आप, कैसे हो आप, jai shri krishna, jai shree krishna, jai hind, sat sri akal, jai shri ram, aap kaise ho, kaise ho aap, kaise hain aap, shubh sandhya, shubh din, good afternoon, good evening',
    thanks:
      'धन्यवाद, शुक्रिया, बहुत धन्यवाद, बहुत बहुत धन्यवाद, थैंक्स, थैंक यू, थैंक्यू, आभार, मेहरबानी, बहुत शुक्रिया, dhanyavaad, dhanyawad, dhanyavad, shukriya, bahut dhanyavaad, bahut shukriya, thanks, thank you, thanku, meharbani, bahut bahut dhanyavaad, bahut bahut shukriya, आपका आभार, बहुत आभार, आपका आभारी हूं, हार्दिक धन्यवाद, hardik dhanyavaad, bahut aabhar, थैंक यू सो मच',
    farewell:
      'अलविदा, बाय, फिर मिलेंगे, शुभ रात्रि, गुड नाइट, टाटा, चलो बाय, बस इतना ही, और कुछ नहीं, alvida, bye, phir milenge, shubh ratri, good night, tata, bas itna hi, aur kuch nahi, chalo bye, आपका दिन शुभ हो, aapka din shubh ho, milte hain, मिलते हैं, फिर मिलते हैं, कल मिलते हैं, बाद में मिलते हैं, जल्द मिलेंगे, जल्दी मिलेंगे, कल मिलेंगे, अपना ख्याल रखना, अपना ख्याल रखिए, अपना ख्याल रखें, अपना ध्यान रखना, अपना ध्यान रखें, बाय बाय, शुभ विदा, खुदा हाफ़िज़, अल्लाह हाफ़िज़, phir milte hain, fir milte hain, fir milenge, kal milte hain, baad mein milte hain, jaldi milenge, apna khayal rakhna, apna khyal rakhna, apna dhyan rakhna, apna dhyan rakhiye, bye bye, khuda hafiz, allah hafiz, have a nice day, आपका दिन मंगलमय हो, aapka din mangalmay ho',
    acknowledgement:
      'ठीक है, ठीक, अच्छा, जी, हां, हाँ, जी हां, समझ गया, समझ गई, समझ गए, बढ़िया, बहुत बढ़िया, बहुत अच्छा, ओके, ओह, सही, सही है, बिल्कुल, मस्त, हो गया, चलेगा, कोई बात नहीं, शानदार, theek hai, thik hai, thik h, theek, accha, acha, achha, ji, haan, ha, han, samajh gaya, samajh gayi, badhiya, bahut badhiya, ok, okay, sahi, sahi hai, bilkul, mast, ho gaya, chalega, koi baat nahi, ji haan, haan ji, hmm',
    filler:
      'बहुत, जी, भाई, सर, मैडम, आपका, आपकी, मदद, के, लिए, सहायता, यार, तो, और, भी, दोस्त, जानकारी, की, जवाब, bahut, ji, bhai, sir, madam, aapka, aapki, madad, ke, liye, yaar, to, toh, aur, bhi, dost, help, so, much, jaankari, mam',
  },
};
