import js from '@eslint/js';
import ts from 'typescript-eslint';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import litA11y from 'eslint-plugin-lit-a11y';
import globals from 'globals';

/** Files without types of their own: tools, configurations, plain pages. */
const untyped = ['**/*.{js,mjs,cjs}', 'vite*.config.ts'];

export default ts.config(
  { ignores: ['dist/', 'storybook-static/', 'demo-static/', 'coverage/', '.cache/', 'bench/'] },
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  lit['flat/recommended'],
  wc['flat/best-practice'],
  { plugins: { 'lit-a11y': litA11y }, rules: litA11y.configs.recommended.rules },
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    settings: { litHtmlSources: true },
  },
  {
    rules: {
      '@typescript-eslint/require-await': 'off', // a backend's methods are async by contract, whatever they do inside
      '@typescript-eslint/unbound-method': 'off', // services are plain objects without `this`, by contract: asked for and passed on
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      'wc/guard-super-call': 'off', // LitElement always has the callbacks
    },
  },
  {
    files: ['test/**', 'src/testing/**'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'off', // chai's assertions are thenable here (axe)
      '@typescript-eslint/no-misused-promises': 'off',
      '@typescript-eslint/no-unused-expressions': 'off', // expect(x).to.be.true
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
    },
  },
  { files: ['stories/**'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off' } },
  {
    files: untyped,
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
);
