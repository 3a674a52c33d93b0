// Writes src/styles/icons.ts from lucide (ISC): the few icons that the elements use, inlined, so that nobody installs the whole set.
// Run it after a change of the list: node tools/icons.mjs
import { readFileSync, writeFileSync } from 'node:fs';

const wanted = {
  back: 'arrow-left',
  call: 'phone',
  check: 'check',
  chevron: 'chevron-down',
  chat: 'message-circle',
  close: 'x',
  copy: 'copy',
  email: 'mail',
  hidden: 'eye-off',
  inbound: 'phone-incoming',
  info: 'info',
  keyboard: 'keyboard',
  locked: 'lock',
  more: 'ellipsis',
  organization: 'building-2',
  outbound: 'phone-outgoing',
  people: 'users',
  person: 'user',
  chosen: 'user-check',
  refresh: 'refresh-cw',
  search: 'search',
  sms: 'message-square',
  undo: 'undo-2',
  unknown: 'user-x',
  warning: 'triangle-alert',
};

const lines = Object.entries(wanted).map(([name, file]) => {
  const svg = readFileSync(new URL(`../node_modules/lucide-static/icons/${file}.svg`, import.meta.url), 'utf8');
  const shapes = [...svg.matchAll(/<(?!svg|!)(\w+)\s[^>]*\/>/g)].map(([shape]) =>
    shape.replace(/\s+/g, ' ').replace(' />', '/>'),
  );
  return `  ${name}: svg\`${shapes.join('')}\`,`;
});
writeFileSync(
  new URL('../src/styles/icons.ts', import.meta.url),
  `// Made by tools/icons.mjs from lucide (ISC License, Copyright (c) Lucide Contributors): do not edit.
import { html, svg, type TemplateResult } from 'lit';

const shapes = {
${lines.join('\n')}
};

export type IconName = keyof typeof shapes;

/** A 16 px picture for sighted people: the control around it carries the name. */
export const icon = (name: IconName): TemplateResult => html\`<svg class="icon icon-\${name}" viewBox="0 0 24 24" aria-hidden="true">\${shapes[name]}</svg>\`;
`,
);
