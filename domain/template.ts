/** Where a variable stands; `button` counts from 0. */
export type TemplatePlace = { in: 'header' } | { in: 'body' } | { in: 'button'; index: number };

export type TemplateVariable = TemplatePlace & {
  /** As it stands between the braces: `1`, or a name. */
  name: string;
  /** What WhatsApp Manager shows in its place, or null. */
  example: string | null;
};

/** A message approved by WhatsApp beforehand: the only kind it takes outside the service window. */
export interface Template {
  name: string;
  /** `en`, `pt_BR`. */
  language: string;
  /** `UTILITY`, `MARKETING`. */
  category: string;
  header: string | null;
  /** With its `{{variables}}`. */
  body: string;
  footer: string | null;
  buttons: readonly string[];
  /** In the order in which they are given. */
  variables: readonly TemplateVariable[];
  /** Whether variables are sent by name rather than by place. */
  named: boolean;
  /** Why it cannot be sent from here, in one plain sentence; null when it can. */
  unusable: string | null;
}

/** What the customer will read. Parameters come in the order of `variables`; a missing one leaves its braces. */
export function fillTemplate(template: Template, parameters: readonly string[]): string {
  const { header, body, footer, variables } = template;
  const fill = (text: string, place: TemplatePlace['in']) =>
    text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => {
      const index = variables.findIndex((variable) => variable.in === place && variable.name === name);
      return parameters[index] ?? whole;
    });
  return [header === null ? null : fill(header, 'header'), fill(body, 'body'), footer]
    .filter((part) => part !== null && part !== '')
    .join('\n\n');
}

/** The parameters as `POST /messages` takes them. */
export function templateComponents(template: Template, parameters: readonly string[]): Record<string, unknown>[] {
  const given = template.variables.map((variable, index) => ({ variable, text: parameters[index] ?? '' }));
  const within = (place: 'header' | 'body') => {
    const own = given.filter(({ variable }) => variable.in === place);
    if (own.length === 0) return [];
    const wire = own.map(({ variable, text }) => ({
      type: 'text',
      text,
      ...(template.named ? { parameter_name: variable.name } : {}),
    }));
    return [{ type: place, parameters: wire }];
  };
  const buttons = given.flatMap(({ variable, text }) =>
    variable.in === 'button'
      ? [
          {
            type: 'button',
            sub_type: 'url',
            index: String(variable.index),
            parameters: [{ type: 'text', text }],
          },
        ]
      : [],
  );
  return [...within('header'), ...within('body'), ...buttons];
}
