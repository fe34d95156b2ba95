/** Loaded before a role: its wall clock is wrong by so many milliseconds, while Postgres, Temporal and the providers go right. */
const shiftMs = Number(process.env['BATON_TEST_CLOCK_SHIFT_MS'] ?? 0);
const RightDate = Date;
const now = () => RightDate.now() + shiftMs;

globalThis.Date = new Proxy(RightDate, {
  apply: () => new RightDate(now()).toString(),
  construct: (target, given: unknown[]) => Reflect.construct(target, given.length === 0 ? [now()] : given) as Date,
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
});
