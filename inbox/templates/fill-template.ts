import type { Template } from '../../api/contract/template';

/** What the customer will read; a variable without a value keeps its braces. As the API fills it. */
export function fillTemplate({ header, body, footer, variables }: Template, values: readonly string[]): string {
  const fill = (text: string, place: Template['variables'][number]['in']) =>
    text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => {
      const value = values[variables.findIndex((variable) => variable.in === place && variable.name === name)] ?? '';
      return value === '' ? whole : value;
    });
  return [header === null ? null : fill(header, 'header'), fill(body, 'body'), footer]
    .filter((part) => part !== null && part !== '')
    .join('\n\n');
}
