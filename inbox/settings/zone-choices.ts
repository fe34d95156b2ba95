const ZONES = Intl.supportedValuesOf('timeZone');

/** Every time zone this browser knows by name, and the one that is chosen, which may have another name elsewhere. */
export function zoneChoices(chosen: string | null): { value: string; label: string }[] {
  const zones = chosen === null || ZONES.includes(chosen) ? ZONES : [chosen, ...ZONES];
  return zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}

/** Where this device is. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
