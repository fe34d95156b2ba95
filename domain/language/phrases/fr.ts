import type { Phrases } from './shape';

export const frenchPhrases: Phrases = {
  aiDisclosure: 'Je suis un assistant IA.',
  greeting: 'Bonjour ! Comment puis-je vous aider ?',
  thanks: 'Avec plaisir ! Puis-je vous aider pour autre chose ?',
  farewell: 'Au revoir et à bientôt !',
  acknowledgement: "Très bien. Écrivez-moi si vous avez besoin d'autre chose.",
  didYouMean: 'Votre question ressemble-t-elle à l’une de celles-ci ?',
  offerPerson: 'Je ne suis pas sûr de pouvoir répondre. Voulez-vous que je transmette à une personne de notre équipe ?',
  reassurance: {
    asked_for_person: "Bien sûr. J'ai transmis votre conversation à {teammate}, qui vous répondra ici {when}.",
    upset:
      "Je suis désolé de cette situation. J'ai transmis à {teammate}, qui va l'examiner et vous répondra ici {when}.",
    cannot_resolve: "Je ne peux pas résoudre cela moi-même ; j'ai transmis à {teammate}, qui vous répondra ici {when}.",
    agent_failed:
      'Désolé, un problème est survenu de notre côté. {teammate} a vos messages et vous répondra ici {when}.',
    default: "J'ai transmis votre conversation à {teammate}, qui vous répondra ici {when}.",
  },
  when: { soon: 'dès que possible', withinMinutes: "d'ici {minutes} minutes", from: 'à partir de : {time}' },
};
