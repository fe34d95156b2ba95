import type { Phrases } from './shape';

export const spanishPhrases: Phrases = {
  aiDisclosure: 'Soy un asistente de IA.',
  greeting: '¡Hola! ¿En qué puedo ayudarle?',
  thanks: '¡De nada! ¿Puedo ayudarle en algo más?',
  farewell: '¡Hasta luego y que le vaya bien!',
  acknowledgement: 'Perfecto. Si necesita algo más, escríbame.',
  didYouMean: '¿Se refiere a alguna de estas preguntas?',
  offerPerson: 'No estoy seguro de poder responder a eso. ¿Quiere que le pase con una persona de nuestro equipo?',
  reassurance: {
    asked_for_person: 'Por supuesto. He pasado su conversación a {teammate}, que le responderá aquí {when}.',
    upset: 'Lamento lo ocurrido. Lo he pasado a {teammate}, que lo revisará y le responderá aquí {when}.',
    cannot_resolve: 'No puedo resolverlo yo, así que lo he pasado a {teammate}, que le responderá aquí {when}.',
    agent_failed:
      'Disculpe, ha habido un fallo por nuestra parte. {teammate} tiene sus mensajes y le responderá aquí {when}.',
    default: 'He pasado su conversación a {teammate}, que le responderá aquí {when}.',
    self_harm:
      'Siento mucho que se sienta así, y lo tomo en serio. Aviso ahora mismo a {teammate}, de nuestro equipo, que le responderá aquí {when}. Si está en peligro, llame ya al número de emergencias de su país. También puede encontrar a alguien con quien hablar en https://findahelpline.com',
  },
  when: { soon: 'lo antes posible', withinMinutes: 'en menos de {minutes} minutos', from: 'a partir de: {time}' },
};
