/** Uses the control that bears this key, the way its kind is used; false when the page offers none now. */
export function pressControl(key: string): boolean {
  const control = controlOf(key);
  if (control === null) return false;
  if (control.matches('input, textarea')) control.focus();
  else control.click();
  return true;
}

/** The control that bears this key, if it can be used. */
export function controlOf(key: string): HTMLElement | null {
  const found = [...document.querySelectorAll<HTMLElement>(`[data-key="${key}"]`)];
  return found.find((control) => control.checkVisibility() && !control.matches(':disabled')) ?? null;
}

/** Moves the focus in the list, from the row that has it or else from the open conversation's; false at its ends. */
export function moveInList(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')].filter((row) => row.checkVisibility());
  const focused = rows.findIndex((row) => row === document.activeElement);
  const from = focused === -1 ? rows.findIndex((row) => row.matches('[aria-current]')) : focused;
  const next = from === -1 ? rows[0] : rows[from + step];
  next?.focus();
  return next !== undefined;
}
