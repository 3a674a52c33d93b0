// Writes src/styles/icons.ts, icons-later.ts and icons-journey.ts from lucide (ISC): the few icons that the elements use, each as the data of one path. The first
// file has what a first paint may show, the second what parts that load later show besides, the third what only journeys show. Run it after a change of the lists: node tools/icons.mjs
import { readFileSync, writeFileSync } from 'node:fs';

const first = {
  call: 'phone',
  check: 'check',
  chevron: 'chevron-down',
  close: 'x',
  copy: 'copy',
  email: 'mail',
  locked: 'lock',
  more: 'ellipsis',
  organization: 'building-2',
  person: 'user',
  refresh: 'refresh-cw',
  sms: 'message-square',
  warning: 'triangle-alert',
};

const later = {
  add: 'user-plus',
  back: 'arrow-left',
  calendar: 'calendar',
  chat: 'message-circle',
  chosen: 'user-check',
  clock: 'clock',
  edit: 'pencil',
  hidden: 'eye-off',
  history: 'history',
  inbound: 'arrow-down-left',
  info: 'info',
  keyboard: 'keyboard',
  note: 'sticky-note',
  outbound: 'arrow-up-right',
  people: 'users',
  pin: 'pin',
  remove: 'trash-2',
  search: 'search',
  undo: 'undo-2',
  unknown: 'user-x',
  window: 'picture-in-picture-2',
};

const journey = {
  cart: 'shopping-cart',
  failed: 'octagon-alert',
  formBegun: 'file-pen',
  formLeft: 'file-x',
  formSent: 'file-check',
  link: 'link',
  login: 'log-in',
  logout: 'log-out',
  loop: 'repeat',
  pause: 'pause',
  play: 'play',
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

const lines = (wanted) =>
  Object.entries(wanted).map(([name, file]) => {
    const svg = readFileSync(new URL(`../node_modules/lucide-static/icons/${file}.svg`, import.meta.url), 'utf8');
    const shapes = [...svg.matchAll(/<(path|circle|rect)\s([^>]*)\/>/g)].map(([, shape, attributes]) =>
      absolute(
        draw[shape](Object.fromEntries([...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]))),
      ),
    );
    return `export const ${name} =\n  '${shapes.join('')}';`;
  });

const note = '// Made by tools/icons.mjs from lucide (ISC License, Copyright (c) Lucide Contributors): do not edit.\n';
const write = (file, text) => writeFileSync(new URL(`../src/styles/${file}`, import.meta.url), `${note}${text}\n`);
write('icons.ts', lines(first).join('\n'));
write('icons-later.ts', ["export * from './icons.js';", ...lines(later)].join('\n'));
write('icons-journey.ts', lines(journey).join('\n'));
