import type { Template } from './options';

const FOLLOW_UP = 'conversation_follow_up';

/** The approved templates a fresh sandbox has. */
export const BUILT_IN_TEMPLATES: readonly Template[] = [
  {
    name: FOLLOW_UP,
    language: 'en',
    category: 'UTILITY',
    body: 'Hello {{1}}, we have an answer to your question. Shall we continue here?',
    examples: ['Ana'],
    quickReply: 'Continue',
  },
  {
    name: FOLLOW_UP,
    language: 'es',
    category: 'UTILITY',
    body: 'Hola {{1}}, tenemos una respuesta a tu consulta. ¿Seguimos por aquí?',
    examples: ['Ana'],
    quickReply: 'Continuar',
  },
  {
    name: FOLLOW_UP,
    language: 'pt_BR',
    category: 'UTILITY',
    body: 'Olá {{1}}, temos uma resposta para a sua pergunta. Vamos continuar por aqui?',
    examples: ['Ana'],
    quickReply: 'Continuar',
  },
  {
    name: FOLLOW_UP,
    language: 'de',
    category: 'UTILITY',
    body: 'Hallo {{1}}, wir haben eine Antwort auf deine Frage. Machen wir hier weiter?',
    examples: ['Ana'],
    quickReply: 'Weiter',
  },
];

/** How many `{{n}}` the body has. */
export function parameterCount(template: Template): number {
  return new Set(template.body.match(/\{\{\d+\}\}/g) ?? []).size;
}

/** The text a customer reads. */
export function fillTemplate(template: Template, parameters: readonly string[]): string {
  return template.body.replace(/\{\{(\d+)\}\}/g, (_whole, number: string) => parameters[Number(number) - 1] ?? '');
}

/** As `GET /{business-account}/message_templates` lists it. */
export function presentTemplate(template: Template, index: number): Record<string, unknown> {
  const { examples } = template;
  const components: unknown[] = [
    { type: 'BODY', text: template.body, ...(examples !== undefined && { example: { body_text: [examples] } }) },
  ];
  if (template.quickReply !== undefined)
    components.push({ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: template.quickReply }] });
  return {
    name: template.name,
    language: template.language,
    status: 'APPROVED',
    category: template.category,
    id: String(1_000_000 + index),
    parameter_format: 'POSITIONAL',
    components,
  };
}
