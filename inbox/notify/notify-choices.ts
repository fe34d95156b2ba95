import { keep, readKept } from '../server/kept';

/** What a teammate wants of this browser; everything is off until they say so. */
export interface NotifyChoices {
  isOn: boolean;
  /** The customer's name beside the news: it may be seen by whoever passes the screen. */
  showsNames: boolean;
  hasSound: boolean;
}

const KEYS: Record<keyof NotifyChoices, string> = {
  isOn: 'notify',
  showsNames: 'notify with names',
  hasSound: 'notify with sound',
};

export function readNotifyChoices(): NotifyChoices {
  const has = (choice: keyof NotifyChoices) => readKept(KEYS[choice]) !== null;
  return { isOn: has('isOn'), showsNames: has('showsNames'), hasSound: has('hasSound') };
}

export function keepNotifyChoice(choice: keyof NotifyChoices, isOn: boolean): void {
  keep(KEYS[choice], isOn ? 'yes' : null);
}
