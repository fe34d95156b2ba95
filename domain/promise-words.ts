import type { Language } from './language/languages';
import { normaliseWord } from './language/normalise';

/** Up to so many words in between. */
const within = (most: number) => `(?: [^ ]+){0,${most}}`;

/**
 * How people say that an answer will follow, in lower case, without accents, a blank for whatever is no letter. Of the future
 * only: "I just wanted to let you know" and "te confirmo que" give what they announce.
 */
const PROMISES: Readonly<Record<Language, readonly string[]>> = {
  en: [
    `(?:will|ll|ill|shall|gonna|going to|let me|can)${within(6)} (?:get|come|circle|write) back to you`,
    `(?:will|ll|ill|shall|gonna|going to)${within(3)} (?:let you know|keep you (?:posted|updated|informed)|follow up|be in touch|update you|contact you|write to you|answer you|call you back)`,
    `(?:i|we|ill)(?: will| ll| shall| am going to| are going to| m going to| re going to| need to| have to)?(?: just| quickly| also)? (?:find out|look into|check (?:it|this|that|with|on)|ask (?:my|our|the|a) )`,
    `(?:i|we) (?:will|ll) check`,
    `let me(?: just| quickly)? (?:check|look|find out|ask|see what)`,
    `you(?: will| ll) hear (?:from|back)`,
  ],
  de: [
    '(?:ich )?melde mich',
    '(?:wir )?melden uns',
    `(?:geben?|sagen?) (?:ihnen|dir|euch)${within(4)} bescheid`,
    `komm(?:e|en)${within(3)} auf (?:sie|dich|euch) zuruck`,
    '(?:sie|du|ihr) hor(?:en|st|t) (?:wieder )?von (?:uns|mir)',
    `(?:ich|wir) (?:klaren?|prufe|prufen|erkundigen?|frage|fragen|schaue|schauen|kummere mich|kummern uns)`,
  ],
  es: [
    '(?:te|le|les|os) (?:avis|confirm|inform|escrib|respond|contest|cont|dig|dir|llam)(?:o|are|ire|ere|e|amos|imos|emos|aremos|iremos|eremos)(?! (?:de )?que)',
    'voy a (?:consultar|preguntar|revisar|comprobar|mirar|averiguar|verificar)',
    'vamos a (?:consultar|preguntar|revisar|comprobar|mirar|averiguar|verificar)',
    'dejame (?:consultar|revisar|mirar|ver|comprobar|preguntar)',
    '(?:me pondre|nos pondremos|me pongo|nos ponemos) en contacto',
  ],
  pt: [
    `(?:retorno|retornamos|retornarei|retornaremos)${within(3)} (?:voce|vc|contato)`,
    `(?:dou|daremos|darei)${within(2)} retorno`,
    '(?:vou|vamos) (?:verificar|conferir|checar|consultar|perguntar|averiguar|te avisar|lhe avisar|avisar)',
    'deix[ae](?: me|m)?(?: eu)? (?:verificar|ver|conferir|checar)',
    '(?:te|lhe) (?:aviso|avisarei|avisamos|respondo|responderei|informo|informarei)(?! que)',
    '(?:avisarei|avisaremos|aviso (?:voce|vc))',
    'entr(?:o|amos|arei|aremos) em contato',
  ],
  fr: [
    `(?:reviens|reviendrai|revenons|reviendrons)${within(3)} vers (?:vous|toi)`,
    '(?:vous|te) (?:tiens|tiendrai|tenons|tiendrons) (?:au courant|informe)',
    '(?:vous|te) (?:recontacte|recontacterai|recontactons|recontacterons|rappelle|rappellerai|rappelons|rappellerons)',
    '(?:je vais|nous allons) (?:verifier|regarder|me renseigner|nous renseigner|demander)',
    'je (?:verifie|me renseigne|regarde)',
    'laissez? moi (?:verifier|regarder)',
  ],
  it: [
    '(?:le|ti|vi) (?:faccio|facciamo|faro|faremo) sapere',
    '(?:la|ti|vi) (?:ricontatto|ricontattero|ricontattiamo|ricontatteremo|aggiorno|aggiornero|aggiorniamo|aggiorneremo|richiamo|richiamero)',
    '(?:verifico|verifichiamo|controllo|controlliamo) (?:e|subito|con)',
    '(?:mi informo|ci informiamo|chiedo (?:al|ai|alla|alle)|torno da (?:lei|te)|mi faccia (?:verificare|controllare)|fammi (?:verificare|controllare))',
  ],
  tr: [
    `(?:donecegi|donus yapacagi|haber verecegi|bilgi verecegi|bilgilendirecegi|yanit verecegi|kontrol edecegi|arastiracagi|soracagi)[mz]`,
    `(?:kontrol edip|arastirip|sorup)${within(3)} (?:don|haber|bilgi|yaz)[^ ]*`,
  ],
  id: [
    '(?:saya|kami|nanti)(?: akan)?(?: saya| kami)?(?: coba)? (?:kabari|hubungi|infokan|informasikan|tanyakan|cek|periksa)',
    'akan (?:kami|saya) (?:kabari|hubungi|infokan|informasikan|tanyakan|cek|periksa)',
  ],
  ar: [
    '(?:و|ف)?س[اني](?:عود|رد|خبر|تحقق|تواصل|وافي|سال|بلغ)[^ ]*',
    '(?:دعني|دعيني|خليني) (?:ا)?(?:تحقق|شوف|تاكد|سال)[^ ]*',
    '(?:و)?(?:ا|ب)?رجع ?ل(?:ك|كم)',
  ],
  hi: [
    'बता(?:ऊंगा|ऊंगी|एंगे|येंगे|ता हूं|ती हूं|ते हैं)',
    '(?:संपर्क|पता|जांच|चेक) कर(?:ूंगा|ूंगी|ेंगे|के|ता हूं|ती हूं)',
    'जवाब (?:दूंगा|दूंगी|देंगे)',
    '(?:batata|batati) (?:hun|hoon|hu|hoo)',
    '(?:bataunga|bataungi|batayenge|bataenge|bata denge|batate hain)',
    '(?:check|pata|confirm) (?:kar ke|karke|karta|karti|karunga|karungi|karenge)',
    '(?:contact|reply|update|call) (?:karunga|karungi|karenge|dunga|dungi|denge)',
  ],
};

const ANY = new RegExp(
  `(?:^| )(?:${Object.values(PROMISES)
    .flat()
    .map((promise) => `(?:${promise})`)
    .join('|')})(?= |$)`,
  'u',
);

/** Whether a teammate's words promise the customer an answer that they do not give: "I'll get back to you". */
export function promisesAnswer(text: string): boolean {
  return ANY.test(normaliseWord(text).replace(/[^\p{L}\p{N}\p{M}]+/gu, ' '));
}
