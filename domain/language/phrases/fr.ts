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
    self_harm:
      "Je suis vraiment désolé que vous vous sentiez ainsi, et je le prends au sérieux. Je préviens maintenant {teammate}, de notre équipe, qui vous répondra ici {when}. Si vous êtes en danger, appelez tout de suite le numéro d'urgence de votre pays. Vous pouvez aussi trouver quelqu'un à qui parler sur https://findahelpline.com",
  },
  when: { soon: 'dès que possible', withinMinutes: "d'ici {minutes} minutes", from: 'à partir de : {time}' },
};
