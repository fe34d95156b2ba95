import type { Language } from './languages';

/** Short words that hardly any sentence of a language does without; what `detect-language.ts` counts. */
export const FUNCTION_WORDS: Readonly<Record<Language, string>> = {
  en: `the a an i i'm i've you your my me we is are was were am be been do does did have has had can could would will want need
    please to of in on for with from and or not but this that it its what when where how who why there no yes someone help thanks
    speak talk call don't can't im dont cant just about if so as at by get hello order`,
  es: `el la los las un una unos que y o en de del con por para no es está estoy están soy son mi mis me te se lo le su al como
    cómo cuándo dónde qué quién pero más muy ya sí hay quiero necesito puedo puede podría gracias hola favor usted ustedes tengo
    tiene hablar ayuda alguien persona pedido cuenta buenos buenas días esto este esta ser ha he pueden puedes porfa llamar alguno este hace desde hasta nada todo aquí ahora donde`,
  pt: `o a os as um uma uns que e ou em de do da dos das no na nos nas com por para não é está estou são sou meu minha meus minhas
    me te se lhe seu sua ao à como quando onde quem mas mais muito já sim há quero preciso posso pode poderia obrigado obrigada olá oi
    favor você vocês tenho tem falar ajuda alguém pessoa pedido conta bom boa dia tudo isso este esta ser eu pra pro vc gostaria preciso aí pelo pela liga ligar vcs minha isso foi estava onde aqui`,
  fr: `le la les un une des que qui et ou en de du au aux avec par pour ne pas est suis sont je j' tu il elle on nous vous mon ma
    mes me te se son sa ce cette ces ça c'est d' l' n' qu' quand où comment pourquoi mais plus très oui non y veux voudrais peux
    puis peut pourrait merci bonjour salut svp plaît quelqu'un parler aide besoin personne commande compte ai avez a à votre vos`,
  de: `der die das den dem ein eine einen einem einer und oder in im von vom mit für auf zu zum zur bei nicht ist bin sind war ich
    du sie er es wir ihr mein meine meinen mich mir dich ihnen ihre wie wann wo was wer warum aber mehr sehr ja nein kein keine
    möchte will kann können könnte muss brauche habe hat haben danke hallo bitte jemand jemandem sprechen hilfe noch mal auch an`,
  it: `il lo la i gli le un uno una che e o in di del della dei delle con per non è sono sei siamo mio mia miei mi ti si ci al alla
    come quando dove chi perché ma più molto già sì no c'è voglio vorrei posso può potrei potrebbe grazie ciao salve buongiorno favore
    ho ha hai avete parlare aiuto qualcuno persona ordine conto questo questa essere bisogno da dal nel nella l' d' un' dell' all' qual qui quale sto stai potete puoi l'ho dall' serve mia suo fare dove ancora quanto devo chiamatemi subito sul`,
  tr: `bir ve veya ile için bu şu o ne neden nasıl nerede kim mi mı mu mü değil var yok ben sen biz siz bana beni benim bize sizin
    çok daha ama evet hayır lütfen teşekkürler merhaba selam istiyorum isterim olur olarak gibi kadar sonra şimdi biri birisi
    birine birisiyle biriyle yardım musunuz misiniz miyim mısınız istemiyorum hâlâ sipariş siparişim artık de da ki ya hiç lazım nerede kaç bu sizi beni ederim istemiyorum bırakmış gelmedi benim`,
  id: `yang dan atau di ke dari dengan untuk tidak gak nggak ga bukan ini itu saya aku anda kamu kami kita mau ingin bisa boleh
    sudah belum akan ada apa kapan dimana bagaimana gimana kenapa siapa tapi lebih sangat ya iya terima kasih halo hai tolong
    mohon minta orang seseorang bicara bantuan pesanan sama kak min dong aja saja nya pak bu juga lagi dalam nya berapa banget masih mana sih deh gimana langsung hubungi nomor
    gw gue gua lu kalo klo udah udh blm yg dgn utk krn biar pake pakai gitu gini nih dulu kok kan lah loh ngga engga tdk jgn jangan emang
    cuma buat kasih punya pengen coba kirim barang terus trus skrg sekarang nanti tadi kemarin besok semua sy mbak bang oleh supaya agar
    karena seperti juga pun malah sampai sampe baru lewat siapa setiap paketnya boleh`,
  ar: `ana enta enti inta inti ayez 3ayez 3ayz 3awez abgha abga abi abghi badi baddi biddi bdi momken mumkin mmkn law sama7t samaht
    fadlak ma3 m3 7ad a7ad haga 7aga shu shou leh leih mish mesh msh mush keda kda kidda tayeb tyb salam shukran wallah yalla ya3ni
    kif keef kaif wain wen feen fein emta 3ala 3la 3aleya 3alay 3alaya dilwa2ty delwa2ty alhin halla2 lazem lazim akalem akallem atkalem a7ki ahki
    mafi mafeesh kont kol 7aga tani el talab beya bia feyi fini a2dar agdar aqdar arid oreed khedma 5edma mowazaf shakhs sha5s`,
  hi: `hai hain ho hoon hun tha thi nahi nahin kya kyu kyun kaise kab kaha kahan kaun mujhe mujhko mera meri mere aap aapka tum hum
    main se ko ka ki ke par aur ya lekin bhi karo kar karna karni karein kijiye chahiye chahta chahti raha rahi rahe haan ji
    namaste dhanyavaad shukriya baat kisi koi bhai yaar abhi wala mein wo yeh iska karo kitna kitne ne wale kiya mujhse humein se bola plz
    krdo kardo kro krna krni krke karke karwao karao karaiye karlo dijiye dena dedo lijiye ek muje mjhe mereko apke apka aapke aapki
    apki nhi sab kuch gaya gayi gya gyi hoga hogi rha rhi sakta sakti sakte skta skte acha accha thik theek kaam jaldi jisse usse isko usko
    unse sath saath bolo batao bataiye bata samjha samajh dekho dekh bulao bula diya liya bahut bht kyunki agar phir fir waha yaha
    wahan yahan mil milega aaya aayi kitni kaise kaun tak`,
};
