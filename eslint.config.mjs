import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

const nodeBuiltIns = builtinModules.flatMap((name) => [name, `node:${name}`]);

/** What one folder may not import at run time; `import type` stays allowed where `typesFrom` names the folder. */
function direction(folder, { never = [], packages = [], typesOnly = [] }) {
  const group = (folders) => folders.flatMap((name) => [`**/${name}/*`, `**/${name}`]);
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
      '@typescript-eslint/no-restricted-imports': [
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

export default tseslint.config(
  { ignores: ['dist/', '.baton/', 'node_modules/', 'coverage/', 'sandbox/**/public/**'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
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
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        URL: 'readonly',
      },
    },
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
  direction('activities', { never: allBut('activities', 'agent', 'channels', 'transactions', 'db', 'domain', 'ring') }),
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
  {
    files: ['inbox/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    // About React's compiler, which is not used here.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
);
