// What eslint looks for in scripts and browser tests: faults, not taste.
import js from '@eslint/js';
import globals from 'globals';

const rules = {
  ...js.configs.recommended.rules,
  'array-callback-return': 'error',
  eqeqeq: 'error',
  'no-console': 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-self-compare': 'error',
  'no-throw-literal': 'error',
  'no-unmodified-loop-condition': 'error',
  'no-unused-expressions': ['error', { allowShortCircuit: true }],
  'no-var': 'error',
  'prefer-const': 'error',
};

// Pages are made of elements: what stands in a text stays text.
const texts = ['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({ property, message: 'Make elements.' }));

export default [
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['themes/**/*.js', 'src/**/*.js'],
    ignores: ['src/studio/**'],
    languageOptions: { sourceType: 'script', globals: { ...globals.browser, ...globals.serviceworker } },
    rules: { ...rules, 'no-restricted-properties': ['error', ...texts] },
  },
  {
    files: ['src/studio/**/*.js'],
    languageOptions: { sourceType: 'module', globals: globals.browser },
    rules: { ...rules, 'no-restricted-properties': ['error', ...texts] },
  },
  {
    files: ['tests/browser/*.mjs'],
    languageOptions: { sourceType: 'module', globals: { ...globals.browser, ...globals.node } },
    rules,
  },
];
