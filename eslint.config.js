import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// What ECMAScript fixes to the last bit. Every other function of Math is the engine's own: two engines, two results.
const exactMath = 'abs|ceil|clz32|floor|fround|imul|max|min|round|sign|sqrt|trunc';

const ban = (selector, message) => ({ selector, message });

/** A value depends on its key alone: not on the engine, the clock, the machine's zone or language. */
const deterministic = [
  ban(
    `MemberExpression[object.name='Math']:not([computed=false][property.name=/^(${exactMath}|[A-Z0-9_]+)$/])`,
    'Engine-defined or random: use the kernels of src/num.',
  ),
  ban(`:not(MemberExpression) > Identifier[name='Math']`, 'Write Math.name in full, so that the name can be checked.'),
  ban(`MemberExpression[object.name=/^(globalThis|self)$/]`, 'Name a global directly, so that it can be checked.'),
  ban(`BinaryExpression[operator='**']`, 'Engine-defined, as Math.pow: multiply, or use the kernels of src/num.'),
  ban(`AssignmentExpression[operator='**=']`, 'Engine-defined, as Math.pow: multiply, or use the kernels of src/num.'),
  ban(`MemberExpression[object.name='Date'][property.name='now']`, 'Reads the clock: time is passed in.'),
  ban(`NewExpression[callee.name='Date'][arguments.length=0]`, 'Reads the clock: time is passed in.'),
  ban(`CallExpression[callee.name='Date']`, 'Reads the clock: time is passed in.'),
  ban(`NewExpression[callee.name='Date'][arguments.length>1]`, "Reads the machine's time zone: use Date.UTC."),
  ban(
    `MemberExpression[property.name=/^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|TimezoneOffset)$/]`,
    "Reads the machine's time zone: use the UTC method.",
  ),
  ban(
    `MemberExpression[property.name=/^(toLocale|localeCompare$)/]`,
    "Reads the machine's language: compare and write by code unit.",
  ),
  ban(`Identifier[name=/^(performance|crypto)$/]`, 'Differs at each run: time and randomness are passed in.'),
];

export default tseslint.config(
  { ignores: ['dist/', 'docs-api/', 'coverage/', 'test/package/*.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Public methods say `this: void`: they work unbound, and their users' linters see it.
      '@typescript-eslint/no-invalid-void-type': ['error', { allowAsThisParameter: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // With noUncheckedIndexedAccess the index of a counted loop over a typed array says so with `!`.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/node/**'],
    rules: {
      'no-restricted-syntax': ['error', ...deterministic],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^node:', message: 'The library runs in browsers too.' },
            {
              regex: '^@faker-js/faker',
              allowTypeImports: true,
              message: 'The root of faker loads 77 locales: import its types only, and values in register.ts.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/num/**/*.ts'],
    // Constants stand as they were published, with more digits than a number holds.
    rules: { 'no-loss-of-precision': 'off' },
  },
  {
    files: ['src/register.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^@faker-js/faker(?!/locale/base$)', allowTypeImports: true }] },
      ],
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: Object.fromEntries(['Blob', 'URL', 'console', 'performance', 'process'].map((name) => [name, false])),
    },
  },
);
