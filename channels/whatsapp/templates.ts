import { z } from 'zod';
import type { Template, TemplateVariable } from '../../domain/template';
import type { GraphConnection } from './graph-connection';
import { parseJson } from './send-result';
import { lenient, looseNumber, presentText } from './wire-scalars';

/** What the account's approved templates are, or why they cannot be read. */
export type TemplateList =
  { kind: 'found'; templates: Template[] } | { kind: 'refused'; code: number | null } | { kind: 'unreachable' };

/** Longer than any part of a template: a body has 1,024 characters at most. */
const words = lenient(z.string().min(1).max(4_096));
const Button = z.looseObject({ type: presentText, text: words, url: words });
const Component = z.looseObject({
  type: z.string(),
  format: presentText,
  text: words,
  buttons: lenient(z.array(Button)),
  example: lenient(z.looseObject({})),
});
const Listed = z.looseObject({
  name: z.string().min(1),
  language: z.string().min(1),
  category: z.string().default(''),
  status: z.string(),
  parameter_format: presentText,
  components: z.array(Component),
});
const Page = z.looseObject({
  data: z.array(z.unknown()),
  paging: lenient(z.looseObject({ cursors: lenient(z.looseObject({ after: presentText })), next: presentText })),
});
const Refused = z.looseObject({ error: z.looseObject({ code: looseNumber }) });

const PAGE = 100;
const MOST_PAGES = 10;

/** Reads the approved templates of the account. Pages follow by cursor: an address out of an answer is never fetched. */
export async function listTemplates(
  connection: GraphConnection,
  { path, timeoutMs }: { path: string; timeoutMs: number },
): Promise<TemplateList> {
  const templates: Template[] = [];
  let after = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = new URLSearchParams({ status: 'APPROVED', limit: String(PAGE), ...(after === '' ? {} : { after }) });
    const answer = await connection.exchange({ method: 'GET', path: `${path}?${query.toString()}`, timeoutMs });
    if (answer.kind !== 'answered') return { kind: 'unreachable' };
    const json = parseJson(answer.body);
    const { data } = Page.safeParse(json);
    if (answer.httpStatus !== 200 || data === undefined) {
      const code = Refused.safeParse(json).data?.error.code ?? null;
      return code === null ? { kind: 'unreachable' } : { kind: 'refused', code };
    }
    templates.push(...data.data.flatMap(readTemplate));
    const { next, cursors } = data.paging ?? {};
    if (next === undefined || cursors?.after === undefined) break;
    after = cursors.after;
  }
  return { kind: 'found', templates };
}

/** None for what is not approved, or not a template as documented. */
function readTemplate(listed: unknown): Template[] {
  const { data } = Listed.safeParse(listed);
  if (data?.status !== 'APPROVED') return [];
  const part = (type: string) => data.components.find((component) => component.type.toUpperCase() === type);
  const [header, body, footer] = [part('HEADER'), part('BODY'), part('FOOTER')];
  if (body?.text === undefined) return [];
  const buttons = part('BUTTONS')?.buttons ?? [];
  return [
    {
      name: data.name,
      language: data.language,
      category: data.category,
      header: header?.text ?? null,
      body: body.text,
      footer: footer?.text ?? null,
      buttons: buttons.flatMap(({ text }) => text ?? []),
      variables: [
        ...variablesIn(header, 'header'),
        ...variablesIn(body, 'body'),
        ...buttons.flatMap(({ url = '' }, index) =>
          namesIn(url).map((name) => ({ in: 'button' as const, index, name, example: null })),
        ),
      ],
      named: data.parameter_format === 'NAMED',
      unusable: whyUnusable(data, header, buttons),
    },
  ];
}

function variablesIn(component: z.output<typeof Component> | undefined, place: 'header' | 'body'): TemplateVariable[] {
  const examples = examplesOf(component?.example ?? {}, place);
  return namesIn(component?.text ?? '').map((name, index) => ({
    in: place,
    name,
    example: examples.get(name) ?? examples.get(String(index + 1)) ?? null,
  }));
}

/** Each once, as a customer reads them; numbered ones by their number, because that is how they are given. */
function namesIn(text: string): string[] {
  const names = [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].flatMap(([, name]) => name ?? []))];
  return names.every((name) => /^\d+$/.test(name)) ? names.sort((one, other) => Number(one) - Number(other)) : names;
}

const Named = z.array(z.object({ param_name: z.string(), example: z.string() }));

/** By name, or by place from 1. `body_text` holds a list of lists, `header_text` a list. */
function examplesOf(example: Record<string, unknown>, place: 'header' | 'body'): Map<string, string> {
  const named = Named.safeParse(example[`${place}_text_named_params`]).data;
  if (named !== undefined) return new Map(named.map((each) => [each.param_name, each.example]));
  const listed = z.array(z.unknown()).safeParse(example[`${place}_text`]).data ?? [];
  const inner = z.array(z.string()).safeParse(Array.isArray(listed[0]) ? listed[0] : listed).data ?? [];
  return new Map(inner.map((text, index) => [String(index + 1), text]));
}

const PLAIN_BUTTONS = new Set(['QUICK_REPLY', 'URL', 'PHONE_NUMBER']);

function whyUnusable(
  { category }: z.output<typeof Listed>,
  header: z.output<typeof Component> | undefined,
  buttons: readonly z.output<typeof Button>[],
): string | null {
  if (category === 'AUTHENTICATION') return 'It carries a one-time code, which no person writes.';
  if (header !== undefined && (header.format ?? 'TEXT') !== 'TEXT') return 'It begins with a file or a place.';
  if (buttons.some(({ type = '' }) => !PLAIN_BUTTONS.has(type))) return 'It has a button that Baton cannot fill.';
  return null;
}
