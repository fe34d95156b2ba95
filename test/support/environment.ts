/** What globalSetup left for the test files. */
export function environment(
  name: 'ADMIN_URL' | 'TEMPLATE' | 'TEMPORAL' | 'TEMPORAL_UI' | 'BUNDLE' | 'BROWSER' | 'WHOLE_BROWSER' | 'HOME',
): string {
  const value = process.env[`BATON_TEST_${name}`];
  if (value === undefined) throw new Error(`BATON_TEST_${name} is missing: run the tests through jest's globalSetup`);
  return value;
}
