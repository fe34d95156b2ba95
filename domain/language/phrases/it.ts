import type { Phrases } from './shape';

export const italianPhrases: Phrases = {
  aiDisclosure: 'Sono un assistente IA.',
  greeting: 'Buongiorno! Come posso aiutarla?',
  thanks: 'Prego! Posso aiutarla con altro?',
  farewell: 'Arrivederci e a presto!',
  acknowledgement: 'Bene. Se le serve altro, mi scriva pure.',
  didYouMean: 'Intendeva una di queste domande?',
  offerPerson: 'Non sono sicuro di poter rispondere. Vuole che passi la richiesta a una persona del nostro team?',
  reassurance: {
    asked_for_person: 'Certamente. Ho passato la conversazione a {teammate}, che le risponderà qui {when}.',
    upset: "Mi dispiace per l'accaduto. Ho passato il caso a {teammate}, che lo esaminerà e le risponderà qui {when}.",
    cannot_resolve:
      'Non posso risolverlo da solo, quindi ho passato la richiesta a {teammate}, che le risponderà qui {when}.',
    agent_failed:
      "Ci scusi, c'è stato un problema da parte nostra. {teammate} ha i suoi messaggi e le risponderà qui {when}.",
    default: 'Ho passato la conversazione a {teammate}, che le risponderà qui {when}.',
    self_harm:
      'Mi dispiace molto che si senta così, e lo prendo sul serio. Avviso subito {teammate}, del nostro team, che le risponderà qui {when}. Se è in pericolo, chiami ora il numero di emergenza locale. Può anche trovare qualcuno con cui parlare su https://findahelpline.com',
  },
  when: { soon: 'appena possibile', withinMinutes: 'entro {minutes} minuti', from: 'a partire da: {time}' },
};
