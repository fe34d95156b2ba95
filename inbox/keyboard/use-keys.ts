import { useEffect, useRef } from 'react';
import { moveInList, pressControl } from './controls';
import { CONTROL_KEYS } from './keys';
import { showOverlay } from './overlays';
import { areSingleKeysOn } from './single-keys';

/** Where keys lead that are no control's. */
export interface Journey {
  back: () => void;
  next: () => void;
  /** After `g`: to a list or the settings. */
  go: (key: string) => void;
}

/** How long `g` waits for the key after it. */
const SECOND_KEY_MS = 1_500;

const FIELDS = 'input, textarea, select, [contenteditable]';

/** What has keys of its own. */
const OWN_KEYS = '[role="dialog"], [role="menu"], [role="listbox"]';

/** Listens for the whole page. A key that somebody types, or that something else has used, is left alone. */
export function useKeys(journey: Journey): void {
  const latest = useRef(journey);
  useEffect(() => {
    latest.current = journey;
  });
  useEffect(() => {
    let isGoing = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isCovered = false;
    // Before anything else hears the key: a dialog may be gone by the time that it comes here.
    const look = () => {
      isCovered = document.querySelector('[aria-modal="true"]') !== null;
    };
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      if (event.ctrlKey || event.metaKey) {
        if (event.key.toLowerCase() !== 'k' || event.shiftKey) return;
        showOverlay('palette');
        event.preventDefault();
        return;
      }
      const target = event.target instanceof Element ? event.target : null;
      // Wherever the focus has got to meanwhile: what lies over the page has the keys.
      if (isCovered || target?.closest(OWN_KEYS) != null) return;
      if (target?.matches(FIELDS) === true) {
        if (event.key === 'Escape' && leaveField(target)) event.preventDefault();
        return;
      }
      if (!areSingleKeysOn()) return;
      const wasGoing = isGoing;
      isGoing = event.key === 'g' && !wasGoing;
      clearTimeout(timer);
      if (isGoing) timer = setTimeout(() => (isGoing = false), SECOND_KEY_MS);
      else if (wasGoing) latest.current.go(event.key);
      else if (!press(event.key, target, latest.current)) return;
      event.preventDefault();
    };
    window.addEventListener('keydown', look, true);
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', look, true);
      window.removeEventListener('keydown', listen);
      clearTimeout(timer);
    };
  }, []);
}

/** Whether the key did something. */
function press(key: string, target: Element | null, journey: Journey): boolean {
  if (CONTROL_KEYS.has(key)) return pressControl(key);
  switch (key) {
    case 'j':
      return moveInList(1);
    case 'k':
      return moveInList(-1);
    // Elsewhere the arrows scroll.
    case 'ArrowDown':
      return isInList(target) && moveInList(1);
    case 'ArrowUp':
      return isInList(target) && (moveInList(-1) || pressControl('/'));
    case 'n':
      if (!pressControl('n')) journey.next();
      return true;
    case 'u':
    case 'Escape':
      journey.back();
      return true;
    case '?':
      showOverlay('help');
      return true;
    default:
      return false;
  }
}

function isInList(target: Element | null): boolean {
  return target === document.body || target?.matches('[data-row]') === true;
}

/** Out of the reply, to where the single keys work again; what was written stays. */
function leaveField(field: Element): boolean {
  const conversation = field.closest<HTMLElement>('article');
  conversation?.focus({ preventScroll: true });
  return conversation !== null;
}
