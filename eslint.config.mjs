// Type-aware linting for everything; the firmware folders also refuse what costs RAM or does not exist on XS.

import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'build/',
      'coverage/',
      '.ci/',
      'sim/server/page/',
      '.dependency-cruiser.cjs',
      'eslint.config.mjs',
      'jest.config.ts',
    ],
  },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: 'tests/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Numbers in messages are what the messages are about.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // The tick walks arrays by index on purpose: for-of allocates on XS.
      '@typescript-eslint/prefer-for-of': 'off',
      // Objects come from create... functions and are closures: their functions have no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['src/**', 'protection/**', 'balancer/**', 'protocols/**', 'hal/ports/**', 'hal/boards/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        'console',
        'process',
        'Buffer',
        'setTimeout',
        'setInterval',
        'structuredClone',
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TSEnumDeclaration',
          message: 'Use an as-const object: an enum leaves a mutable module variable in RAM.',
        },
        { selector: 'AwaitExpression', message: 'The tick is synchronous.' },
      ],
    },
  },
);
