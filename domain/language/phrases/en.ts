import type { Phrases } from './shape';

export const englishPhrases: Phrases = {
  aiDisclosure: "I'm an AI assistant.",
  greeting: 'Hello! How can I help you?',
  thanks: "You're welcome! Is there anything else I can help with?",
  farewell: 'Goodbye, and take care!',
  acknowledgement: 'Good. Just write if you need anything else.',
  didYouMean: 'Did you mean one of these?',
  offerPerson: "I'm not sure I can answer that. Shall I pass you on to a person on our team?",
  reassurance: {
    asked_for_person: "Of course. I've passed your conversation on to {teammate}, who will answer you here {when}.",
    upset: "I'm sorry about this. I've passed it on to {teammate}, who will look into it and answer you here {when}.",
    cannot_resolve: "I can't solve this myself, so I've passed it on to {teammate}, who will answer you here {when}.",
    agent_failed:
      'Sorry, something went wrong on our side. {teammate} has your messages and will answer you here {when}.',
    default: "I've passed your conversation on to {teammate}, who will answer you here {when}.",
    self_harm:
      "I'm really sorry that you feel like this, and I take it seriously. I'm telling {teammate} from our team now, who will answer you here {when}. If you are in danger, please call your local emergency number now. You can also find someone to talk to at https://findahelpline.com",
  },
  when: { soon: 'as soon as possible', withinMinutes: 'within {minutes} minutes', from: 'from {time}' },
};
