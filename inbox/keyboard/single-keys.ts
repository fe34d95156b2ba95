import { keep, readKept } from '../server/kept';

const OFF = 'single keys off';

/**
 * Whether keys without Ctrl or Alt do anything. Whoever dictates or uses a screen reader may switch them off (WCAG 2.1.4);
 * kept in this browser.
 */
export function areSingleKeysOn(): boolean {
  return readKept(OFF) === null;
}

export function switchSingleKeys(isOn: boolean): void {
  keep(OFF, isOn ? null : 'yes');
}
