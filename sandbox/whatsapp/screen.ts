import type { Screen } from './world';

/** Calls `changed` with a customer whenever "typing" appears or goes; `untilMs` 0 means gone. */
export function createScreen(changed: (typing: { customerId: string; untilMs: number }) => void): Screen {
  const typing = new Map<string, number>();
  const openOn = new Map<string, string>();
  return {
    isOpen: (customerId) => [...openOn.values()].includes(customerId),
    open: (page, customerId) => {
      if (customerId === null) openOn.delete(page);
      else openOn.set(page, customerId);
    },
    typing: () => [...typing].map(([customerId, untilMs]) => ({ customerId, untilMs })),
    showTyping: (customerId, untilMs) => {
      typing.set(customerId, untilMs);
      changed({ customerId, untilMs });
    },
    hideTyping: (customerId) => {
      if (typing.delete(customerId)) changed({ customerId, untilMs: 0 });
    },
  };
}
