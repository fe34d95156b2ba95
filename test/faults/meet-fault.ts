import type { Baton } from '../support/baton';
import type { ProviderFault } from './provider-faults';

type Providers = Pick<Baton, 'whatsapp' | 'mail'>;
type Often = { times: number; contains: string } | { probability: number };

/** Lets requests or events meet the fault: so many that contain some words, or each with a probability. */
export function meet({ whatsapp, mail }: Providers, provider: ProviderFault, often: Often): void {
  switch (provider.at) {
    case 'whatsapp':
      whatsapp.faults.add({ route: 'messages', fault: provider.fault, ...often });
      break;
    case 'resend':
      mail.faults.add({ route: 'emails', fault: provider.fault, ...often });
      break;
    case 'webhook':
      whatsapp.webhookFaults.add({ on: provider.on, fault: provider.fault, ...often });
  }
}

/** Nobody waits for company for ever: groups of events go as they are. */
export function breakGroups({ whatsapp }: Providers): void {
  for (const handle of whatsapp.webhookFaults.list()) if ('size' in handle.rule.fault) handle.release();
}

/** From now on nothing goes wrong any more; what is held back comes. */
export function clear({ whatsapp, mail }: Providers): void {
  whatsapp.faults.clear();
  mail.faults.clear();
  whatsapp.webhookFaults.clear();
}
