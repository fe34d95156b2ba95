import { builtinModules } from 'node:module';

const nodeBuiltIns = builtinModules.flatMap((name) => [name, `node:${name}`]);

/** What one folder may not import at run time; `import type` stays allowed where `typesFrom` names the folder. */
function direction(folder, { never = [], packages = [], typesOnly = [] }) {
  const group = (folders) => folders.flatMap((name) => [`**/${name}/**`, `**/${name}`]);
  const patterns = [];
  if (never.length > 0)
    patterns.push({
      group: group(never),
      message: `${folder}/ does not reach ${never.join(', ')}: see docs/architecture.md.`,
    });
  if (typesOnly.length > 0)
    patterns.push({
      group: group(typesOnly),
      allowTypeImports: true,
      message: `${folder}/ may import types only from ${typesOnly.join(', ')}.`,
    });
  return {
    files: [`${folder}/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: packages.map((name) => ({ name, message: `${folder}/ does not use ${name}.` })), patterns },
      ],
    },
  };
}

const everyRoom = [
  'activities',
  'agent',
  'api',
  'channels',
  'db',
  'domain',
  'eval',
  'inbox',
  'launch',
  'ring',
  'sandbox',
  'transactions',
  'workers',
  'workflows',
];
const allBut = (...rooms) => [...everyRoom.filter((room) => !rooms.includes(room)), 'test'];

const on = (...rules) => Object.fromEntries(rules.map((rule) => [rule, 'error']));

/** With oxlint's category `correctness`: all of @eslint/js's `recommended`. */
const sound = on(
  'no-array-constructor',
  'no-case-declarations',
  'no-empty',
  'no-fallthrough',
  'no-prototype-builtins',
  'no-regex-spaces',
  'no-unexpected-multiline',
  'no-useless-assignment',
  'no-useless-constructor',
  'preserve-caught-error',
);

/** With oxlint's category `correctness`: all of typescript-eslint's `strictTypeChecked`. */
const strict = {
  ...on(
    'no-var',
    'prefer-const',
    'prefer-rest-params',
    'prefer-spread',
    'typescript/no-deprecated',
    'typescript/no-dynamic-delete',
    'typescript/no-empty-object-type',
    'typescript/no-explicit-any',
    'typescript/no-extraneous-class',
    'typescript/no-generated-empty-object-type',
    'typescript/no-invalid-void-type',
    'typescript/no-misused-promises',
    'typescript/no-mixed-enums',
    'typescript/no-namespace',
    'typescript/no-non-null-asserted-nullish-coalescing',
    'typescript/no-non-null-assertion',
    'typescript/no-require-imports',
    'typescript/no-unnecessary-boolean-literal-compare',
    'typescript/no-unnecessary-condition',
    'typescript/no-unnecessary-template-expression',
    'typescript/no-unnecessary-type-arguments',
    'typescript/no-unnecessary-type-assertion',
    'typescript/no-unnecessary-type-constraint',
    'typescript/no-unnecessary-type-conversion',
    'typescript/no-unnecessary-type-parameters',
    'typescript/no-unsafe-argument',
    'typescript/no-unsafe-assignment',
    'typescript/no-unsafe-call',
    'typescript/no-unsafe-enum-assignment',
    'typescript/no-unsafe-enum-comparison',
    'typescript/no-unsafe-function-type',
    'typescript/no-unsafe-member-access',
    'typescript/no-unsafe-return',
    'typescript/only-throw-error',
    'typescript/prefer-literal-enum-member',
    'typescript/prefer-promise-reject-errors',
    'typescript/prefer-reduce-type-parameter',
    'typescript/prefer-return-this-type',
    'typescript/related-getter-setter-pairs',
    'typescript/require-await',
    'typescript/unified-signatures',
    'typescript/use-unknown-in-catch-callback-variable',
  ),
  'typescript/ban-ts-comment': ['error', { minimumDescriptionLength: 10 }],
  'typescript/restrict-plus-operands': [
    'error',
    { allowAny: false, allowBoolean: false, allowNullish: false, allowNumberAndString: false, allowRegExp: false },
  ],
  'typescript/return-await': ['error', 'error-handling-correctness-only'],
};

export default {
  plugins: ['typescript', 'react', 'oxc'],
  categories: { correctness: 'error' },
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['sandbox/**/public/**'],
  rules: {
    ...sound,
    // Without options, oxlint would excuse what begins with an underscore.
    'no-unused-vars': ['error', {}],
    // Tests sort only to compare: any one order will do.
    'typescript/require-array-sort-compare': 'off',
    // About React's compiler, which is not used here.
    'react/incompatible-library': 'off',
  },
  overrides: [
    {
      files: ['**/*.{ts,tsx}'],
      rules: {
        ...strict,
        'typescript/consistent-type-imports': 'error',
        'typescript/restrict-template-expressions': ['error', { allowNumber: true }],
        'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
        'typescript/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
        'no-restricted-properties': [
          'error',
          { object: 'process', property: 'env', message: 'config.ts is the only reader of the environment.' },
        ],
        'no-console': 'error',
      },
    },
    { files: ['config.ts', 'test/**/*.ts'], rules: { 'no-restricted-properties': 'off' } },
    {
      files: ['**/*.{mjs,cjs}'],
      env: { node: true, commonjs: true },
      // No types say here which functions need their `this`.
      rules: { ...on('no-undef', 'no-redeclare'), 'typescript/unbound-method': 'off' },
    },
    direction('domain', {
      never: allBut('domain'),
      packages: [...nodeBuiltIns, 'pg', 'express', 'zod', 'openai', 'resend'],
    }),
    direction('db', { never: allBut('db', 'domain'), packages: ['express', 'openai', 'resend'] }),
    direction('transactions', {
      never: allBut('transactions', 'db', 'domain'),
      packages: ['express', 'openai', 'resend'],
    }),
    direction('workflows', {
      never: allBut('workflows', 'domain', 'activities'),
      typesOnly: ['activities'],
      packages: [
        ...nodeBuiltIns,
        'zod',
        'pg',
        'express',
        'openai',
        'resend',
        '@temporalio/client',
        '@temporalio/worker',
        '@temporalio/activity',
      ],
    }),
    direction('ring', { never: allBut('ring', 'workflows', 'transactions', 'db', 'domain') }),
    direction('agent', { never: allBut('agent', 'domain') }),
    direction('channels', { never: allBut('channels', 'domain') }),
    direction('activities', {
      never: allBut('activities', 'agent', 'channels', 'transactions', 'db', 'domain', 'ring'),
    }),
    direction('workers', {
      never: allBut('workers', 'activities', 'ring', 'db', 'agent', 'channels', 'domain', 'workflows', 'transactions'),
    }),
    direction('api', { never: allBut('api', 'transactions', 'ring', 'db', 'channels', 'domain') }),
    direction('sandbox', { never: allBut('sandbox') }),
    direction('launch', { never: allBut('launch') }),
    direction('eval', { never: allBut('eval', 'agent', 'domain') }),
    direction('inbox', {
      never: allBut('inbox', 'api'),
      typesOnly: ['api'],
      packages: [...nodeBuiltIns, 'zod', 'express'],
    }),
    { files: ['inbox/**/*.{ts,tsx}'], rules: on('react/rules-of-hooks', 'react/unsupported-syntax') },
  ],
};
