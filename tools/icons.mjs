// Writes src/styles/icons.ts from lucide (ISC): the few icons that the elements use, each as the data of one path, so that a page pays
// only for those it shows. Run it after a change of the list: node tools/icons.mjs
import { readFileSync, writeFileSync } from 'node:fs';

const wanted = {
  back: 'arrow-left',
  call: 'phone',
  check: 'check',
  chevron: 'chevron-down',
  chat: 'message-circle',
  chosen: 'user-check',
  close: 'x',
  copy: 'copy',
  email: 'mail',
  hidden: 'eye-off',
  info: 'info',
  keyboard: 'keyboard',
  locked: 'lock',
  more: 'ellipsis',
  organization: 'building-2',
  people: 'users',
  person: 'user',
  refresh: 'refresh-cw',
  search: 'search',
  sms: 'message-square',
  undo: 'undo-2',
  unknown: 'user-x',
  warning: 'triangle-alert',
};

const draw = {
  path: ({ d }) => d,
  circle: ({ cx, cy, r }) => `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`,
  rect: ({ x = 0, y = 0, width, height, rx = 0 }) =>
    `M${+x + +rx} ${y}h${width - 2 * rx}a${rx} ${rx} 0 0 1 ${rx} ${rx}v${height - 2 * rx}a${rx} ${rx} 0 0 1-${rx} ${rx}h-${width - 2 * rx}a${rx} ${rx} 0 0 1-${rx}-${rx}v-${height - 2 * rx}a${rx} ${rx} 0 0 1 ${rx}-${rx}`,
};

/** A path that stands behind another one may not begin with a relative move; the pairs after the move are relative lines then. */
const absolute = (d) =>
  d.replace(/^m\s*(-?[\d.]+)[\s,]*(-?[\d.]+)\s*(?=([-\d.])?)/, (_, x, y, more) => `M${x} ${y}${more === undefined ? '' : 'l'}`);

const lines = Object.entries(wanted).map(([name, file]) => {
  const svg = readFileSync(new URL(`../node_modules/lucide-static/icons/${file}.svg`, import.meta.url), 'utf8');
  const shapes = [...svg.matchAll(/<(path|circle|rect)\s([^>]*)\/>/g)].map(([, shape, attributes]) =>
    absolute(
      draw[shape](Object.fromEntries([...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]))),
    ),
  );
  return `export const ${name} =\n  '${shapes.join('')}';`;
});
writeFileSync(
  new URL('../src/styles/icons.ts', import.meta.url),
  `// Made by tools/icons.mjs from lucide (ISC License, Copyright (c) Lucide Contributors): do not edit.\n${lines.join('\n')}\n`,
);
