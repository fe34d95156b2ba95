import { scoreUpset } from '../../../domain/language/upset';

const isUpset = (text: string, conversationLanguage: string): boolean =>
  scoreUpset(text, { conversationLanguage }).level !== 'none';

test.each([
  ['en', 'well done, the wedding cake arrived the day after the wedding', 'congratulations on the new shop!'],
  [
    'en',
    'you wrecked my mum’s birthday and now you can’t even say sorry',
    'the film made me so angry I cried, brilliant',
  ],
  ['en', 'you had one job', 'I was furious with the dog, he ate the voucher'],
  ['es', 'Muy bonito: una hora esperando mesa con reserva hecha', 'de diez el desayuno, gracias'],
  ['es', '¡cuántas veces van ya! cancelo y se lo cuento a todos', '¿cuántas veces puedo cambiar la fecha gratis?'],
  ['pt', 'Estou farto. Há um mês que chove no quarto', 'que burro que eu sou, pus o CEP errado'],
  ['pt', 'parabéns, 900 reais de conserto e durou dois dias', 'parabéns pela loja nova!'],
  [
    'fr',
    'Bravo, vraiment, 400 euros de réparation et la voiture retombe en panne',
    'bravo pour le concert d’hier, c’était merveilleux',
  ],
  ['fr', 'vous me prenez pour une idiote', 'comme un idiot j’ai oublié mon parapluie chez vous :)'],
  ['fr', 'combien de fois encore ! je résilie', 'combien de fois je peux changer la date gratuitement ?'],
  ['de', 'Herzlichen Glückwunsch, die Torte kam nach der Hochzeit', 'Glückwunsch zum neuen Laden!'],
  ['de', 'Sie haben uns die Flitterwochen versaut', 'ich Trottel hab die falsche PLZ eingegeben'],
  ['it', 'Mi avete rovinato il viaggio di nozze', 'che disastro ha combinato il cucciolo, come lavo la fodera?'],
  ['it', 'quante volte ormai! disdico', 'quante volte posso cambiare data gratis?'],
  ['en', 'my nan sat in the dark because of your incompetence', 'the old place was awful so I’m glad I found you'],
  ['es', 'Gracias por el piso con moho, qué acogedor', 'soy idiota, pedí dos por error'],
  ['de', 'Keiner hat den Anstand zu antworten', 'ich war stinksauer auf den Hund, der hat den Gutschein gefressen'],
])(
  '%s: praise over what was spoilt is a complaint, honest praise and self-mockery are none',
  (language, angry, calm) => {
    expect([isUpset(angry, language), isUpset(calm, language)]).toEqual([true, false]);
  },
);

test.each([
  ['en', 'the doctor wants to look at the nerve of the tooth'],
  ['en', 'a round of applause for the chef, please'],
  ['es', 'una mesa de diez personas, ¿se puede cancelar?'],
  ['es', 'busco un cuento para niños'],
  ['pt', 'quero uma lata de tinta branca'],
  ['pt', 'o show de sábado foi cancelado?'],
  ['fr', 'il y a du vent sur la plage demain ?'],
  ['de', 'Was für eine Pizza empfehlt ihr?'],
  ['de', 'ich schreibe wegen Ihrer Anzeige'],
  ['it', 'grazie a voi, è stato bellissimo'],
  ['it', 'avete gocce per il naso?'],
])('%s: words of complaints that also mean something else are none: %s', (language, calm) => {
  expect(isUpset(calm, language)).toBe(false);
});
