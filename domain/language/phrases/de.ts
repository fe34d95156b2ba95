import type { Phrases } from './shape';

export const germanPhrases: Phrases = {
  aiDisclosure: 'Ich bin ein KI-Assistent.',
  greeting: 'Hallo! Wie kann ich Ihnen helfen?',
  thanks: 'Gern geschehen! Kann ich sonst noch etwas für Sie tun?',
  farewell: 'Auf Wiedersehen und alles Gute!',
  acknowledgement: 'Gut. Schreiben Sie einfach, wenn Sie noch etwas brauchen.',
  didYouMean: 'Meinten Sie eine dieser Fragen?',
  offerPerson: 'Da bin ich mir nicht sicher. Soll ich Sie an einen Menschen aus unserem Team weitergeben?',
  reassurance: {
    asked_for_person:
      'Selbstverständlich. Ich habe Ihr Gespräch weitergegeben: {teammate} antwortet Ihnen hier {when}.',
    upset: 'Das tut mir leid. Ich habe es weitergegeben: {teammate} sieht es sich an und antwortet Ihnen hier {when}.',
    cannot_resolve:
      'Das kann ich selbst nicht lösen und habe es weitergegeben: {teammate} antwortet Ihnen hier {when}.',
    agent_failed:
      'Entschuldigung, bei uns ist etwas schiefgegangen. {teammate} hat Ihre Nachrichten und antwortet Ihnen hier {when}.',
    default: 'Ich habe Ihr Gespräch weitergegeben: {teammate} antwortet Ihnen hier {when}.',
    self_harm:
      'Es tut mir sehr leid, dass es Ihnen so geht, und ich nehme es ernst. Ich sage jetzt in unserem Team Bescheid: {teammate} antwortet Ihnen hier {when}. Wenn Sie in Gefahr sind, rufen Sie bitte sofort den örtlichen Notruf an. Jemanden zum Reden finden Sie auch unter https://findahelpline.com',
  },
  when: { soon: 'so bald wie möglich', withinMinutes: 'innerhalb von {minutes} Minuten', from: 'ab {time}' },
};
