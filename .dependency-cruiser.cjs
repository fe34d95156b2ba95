/** What the linter cannot see file by file: cycles, orphans, and product code that leans on tests. */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['\\.(c|m)js$', '^test/', '\\.d\\.ts$', '^sandbox/.*/public/', '^inbox/public/', '^tools/'],
      },
      to: {},
    },
    { name: 'not-to-test', severity: 'error', from: { pathNot: '^test/' }, to: { path: '^test/' } },
    {
      name: 'sandbox-stands-alone',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { pathNot: ['^sandbox/', '^node_modules/'], dependencyTypesNot: ['core', 'npm'] },
    },
    {
      name: 'launch-stands-alone',
      severity: 'error',
      from: { path: '^launch/' },
      to: { pathNot: ['^launch/', '^node_modules/'], dependencyTypesNot: ['core', 'npm', 'npm-dev', 'npm-optional'] },
    },
    { name: 'domain-is-pure', severity: 'error', from: { path: '^domain/' }, to: { pathNot: '^domain/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.baton|coverage|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
