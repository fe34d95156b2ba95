import type { Phrases } from './shape';

export const portuguesePhrases: Phrases = {
  aiDisclosure: 'Sou um assistente de IA.',
  greeting: 'Olá! Como posso ajudar?',
  thanks: 'De nada! Posso ajudar em mais alguma coisa?',
  farewell: 'Até logo e tudo de bom!',
  acknowledgement: 'Certo. Se precisar de mais alguma coisa, é só escrever.',
  didYouMean: 'Você quis dizer uma destas perguntas?',
  offerPerson: 'Não tenho certeza se consigo responder a isso. Quer que eu passe para uma pessoa da nossa equipe?',
  reassurance: {
    asked_for_person: 'Claro. Passei a sua conversa para {teammate}, que vai responder por aqui {when}.',
    upset: 'Sinto muito pelo ocorrido. Passei o caso para {teammate}, que vai verificar e responder por aqui {when}.',
    cannot_resolve:
      'Não consigo resolver isso sozinho, por isso passei para {teammate}, que vai responder por aqui {when}.',
    agent_failed:
      'Desculpe, houve uma falha do nosso lado. {teammate} está com as suas mensagens e vai responder por aqui {when}.',
    default: 'Passei a sua conversa para {teammate}, que vai responder por aqui {when}.',
    self_harm:
      'Sinto muito que esteja se sentindo assim, e levo isso a sério. Estou avisando agora {teammate}, da nossa equipe, que vai responder por aqui {when}. Se estiver em perigo, ligue agora para o número de emergência local. Também pode encontrar alguém com quem conversar em https://findahelpline.com',
  },
  when: { soon: 'o mais rápido possível', withinMinutes: 'em até {minutes} minutos', from: 'a partir de: {time}' },
};
