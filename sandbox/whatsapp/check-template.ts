import type { Answer } from '../faults/answer';
import { graphError } from './graph-error';
import type { OutboundMessage } from './message-schema';
import type { Template } from './options';
import { fillTemplate, parameterCount } from './templates';

type TemplateContent = Extract<OutboundMessage, { type: 'template' }>['template'];

/** What the customer reads of a template. */
export interface FilledTemplate {
  text: string;
  quickReply: string | null;
}

/** Fills an approved template, or refuses as Graph does: 132001 unknown, 132000 wrong number of parameters. */
export function checkTemplate(
  templates: readonly Template[],
  { name, language, components = [] }: TemplateContent,
): { kind: 'filled'; filled: FilledTemplate } | { kind: 'refused'; answer: Answer } {
  const template = templates.find((each) => each.name === name && each.language === language.code);
  if (template === undefined)
    return {
      kind: 'refused',
      answer: graphError(132001, `template name (${name}) does not exist in ${language.code}`),
    };
  const parameters = components.find((each) => each.type.toLowerCase() === 'body')?.parameters ?? [];
  const expected = parameterCount(template);
  if (parameters.length !== expected)
    return {
      kind: 'refused',
      answer: graphError(
        132000,
        `body: number of localizable_params (${parameters.length}) does not match the expected number of params (${expected})`,
      ),
    };
  const text = fillTemplate(
    template,
    parameters.map((parameter) => parameter.text ?? ''),
  );
  return { kind: 'filled', filled: { text, quickReply: template.quickReply ?? null } };
}
