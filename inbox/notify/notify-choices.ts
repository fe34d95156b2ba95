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

/** Of this teammate: on a shared computer the next one has chosen nothing. */
export function readNotifyChoices(teammateId: string): NotifyChoices {
  const has = (choice: keyof NotifyChoices) => readKept(KEYS[choice]) === teammateId;
  return { isOn: has('isOn'), showsNames: has('showsNames'), hasSound: has('hasSound') };
}

export function keepNotifyChoice(teammateId: string, choice: keyof NotifyChoices, isOn: boolean): void {
  keep(KEYS[choice], isOn ? teammateId : null);
}
