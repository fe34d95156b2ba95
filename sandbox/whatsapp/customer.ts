import { randomInt } from 'node:crypto';

/** A person with a phone in the sandbox. */
export interface Customer {
  id: string;
  name: string;
  username: string | null;
  /** The phone's number in digits. The business never sees it when `hidesPhone`. */
  waId: string;
  hidesPhone: boolean;
  /** Business-scoped user id. */
  bsuid: string;
  language: string;
  /** Opens WhatsApp's 24-hour window. Null: never wrote here, and then the window counts as open. */
  lastMessageAtMs: number | null;
  online: boolean;
  readReceipts: boolean;
  /** Suggestions for a first message. */
  starters: string[];
}

/** Names a customer by whichever id the caller knows. */
export interface CustomerRef {
  id?: string | undefined;
  waId?: string | undefined;
  bsuid?: string | undefined;
}

/** What a new customer may be given; the rest is made up. */
export type NewCustomer = Partial<
  Pick<Customer, 'id' | 'name' | 'username' | 'waId' | 'hidesPhone' | 'bsuid' | 'language' | 'starters'>
>;

const digits = (count: number): string => Array.from({ length: count }, () => String(randomInt(10))).join('');

/** A fresh business-scoped id, as a change of number brings one: country code, dot, up to 128 characters. */
export function newBsuid(language: string): string {
  const country = language.slice(-2).toUpperCase();
  return `${/^[A-Z]{2}$/.test(country) ? country : 'US'}.${digits(17)}`;
}

export function createCustomer(given: NewCustomer): Customer {
  const language = given.language ?? 'en';
  return {
    id: given.id ?? `c${digits(10)}`,
    name: given.name ?? 'New customer',
    username: given.username ?? null,
    waId: given.waId ?? `1555${digits(7)}`,
    hidesPhone: given.hidesPhone ?? false,
    bsuid: given.bsuid ?? newBsuid(language),
    language,
    lastMessageAtMs: null,
    online: true,
    readReceipts: true,
    starters: given.starters ?? ['Hi! I have a question', 'I would like to talk to a person'],
  };
}

/** The people a fresh sandbox starts with. */
export function demoCustomers(): Customer[] {
  return [
    createCustomer({
      id: 'ana',
      name: 'Ana Souza',
      waId: '5511900001234',
      bsuid: 'BR.13491208655302741',
      language: 'pt-BR',
      starters: ['Oi! Quanto tempo demora a entrega?', 'Minha luminária chegou quebrada', 'Quero falar com uma pessoa'],
    }),
    createCustomer({
      id: 'lucia',
      name: 'Lucía Ortega',
      username: 'lucia.ortega',
      waId: '34600000567',
      hidesPhone: true,
      bsuid: 'ES.22817745190346628',
      language: 'es-ES',
      starters: ['Hola, ¿puedo devolver una lámpara?', '¿Dónde está mi pedido?', 'Quiero hablar con una persona'],
    }),
    createCustomer({
      id: 'james',
      name: 'James Carter',
      waId: '447700900321',
      bsuid: 'GB.90351127764038815',
      language: 'en-GB',
      starters: ['Hi, how long does delivery take?', 'My lamp flickers, what can I do?', 'Can I talk to a person?'],
    }),
  ];
}
