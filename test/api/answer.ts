import { z } from 'zod';

const AnyObject = z.record(z.string(), z.unknown());
const Page = z.object({ items: z.array(AnyObject), nextCursor: z.string().nullable() });

/** An HTTP answer, its JSON read. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: Record<string, unknown>;
}

export async function json(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parse(text) };
}

function parse(text: string): Record<string, unknown> {
  try {
    return AnyObject.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

export function page({ body }: Answer): z.output<typeof Page> {
  return Page.parse(body);
}

/** A member of a member, such as `handler.kind`. */
export function at(body: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), body);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
