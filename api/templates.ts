import { Router } from 'express';
import { fillTemplate, templateComponents, type Template } from '../domain/template';
import type { FilledTemplate } from '../transactions/reply-as-teammate';
import { requireTeammate } from './authenticate';
import type { Template as Presented, Templates } from './contract/template';
import type { ApiContext } from './dependencies';
import { HttpProblem } from './http-problem';

/** The messages that WhatsApp takes outside its 24 hours. */
export function templates({ db, whatsapp }: Pick<ApiContext, 'db' | 'whatsapp'>): Router {
  const router = Router();

  router.get('/api/templates', requireTeammate(db), async (_req, res) => {
    const items = (await whatsapp.readTemplates()).map(present);
    res.json({ items } satisfies Templates);
  });

  return router;
}

/**
 * The template that was chosen, with what was written in it.
 * @throws HttpProblem `template_unavailable`; `invalid_request` when it has another number of variables.
 */
export function filled(
  known: readonly Template[],
  { name, language, parameters }: { name: string; language: string; parameters: readonly string[] },
): FilledTemplate {
  const template = known.find((each) => each.name === name && each.language === language);
  if (template === undefined)
    throw new HttpProblem('template_unavailable', 'WhatsApp does not list this template as approved: choose another.');
  if (template.unusable !== null)
    throw new HttpProblem('template_unavailable', `This template cannot be sent from here. ${template.unusable}`);
  if (template.variables.length !== parameters.length)
    throw new HttpProblem('invalid_request', `parameters: this template has ${template.variables.length} variables`);
  return {
    name,
    language,
    parameters,
    text: fillTemplate(template, parameters),
    buttons: template.buttons,
    components: templateComponents(template, parameters),
  };
}

function present({
  name,
  language,
  category,
  header,
  body,
  footer,
  buttons,
  variables,
  unusable,
}: Template): Presented {
  return {
    name,
    language,
    category,
    header,
    body,
    footer,
    buttons: [...buttons],
    variables: variables.map((variable) => ({ in: variable.in, name: variable.name, example: variable.example })),
    unusable,
  };
}
