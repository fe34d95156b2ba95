/** @throws when `production` is true: a stand-in that answers for a real provider would swallow real messages. */
export function refuseInProduction(standIn: string, production: boolean | undefined): void {
  if (production === true)
    throw new Error(`The ${standIn} stand-in is for development and tests; it does not start in production.`);
}
