// Writes demo/public/customers.csv: 10,000 made-up customers of six languages, the same ones on every machine. The people whom the demo's
// calls are about stand first, so that a short sample has them too. Names come from faker, e-mails end in example.com, .org and .net.
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  fakerAR,
  fakerDE,
  fakerEN_GB,
  fakerFR,
  fakerHE,
  fakerJA,
  fakerNB_NO,
  fakerNL,
  fakerPL,
  fakerSV,
  fakerZH_CN,
} from '@faker-js/faker';

const CUSTOMERS = 10_000;
const columns = [
  'type',
  'givenName',
  'familyName',
  'mobile',
  'phone',
  'email',
  'organization',
  'department',
  'address',
  'postcode',
  'city',
  'country',
  'privatePhone',
];

/** Each country: how its numbers begin (# is a digit), how they are written at home, and how its streets and companies sound. */
const countries = [
  {
    faker: fakerNB_NO,
    name: 'Norge',
    code: '47',
    trunk: '',
    share: 34,
    mobile: ['9#######', '4#######'],
    fixed: ['22######', '55######', '73######'],
    groups: [3, 2, 3],
    forms: ['AS', 'ASA', 'Norge AS', 'og Sønner AS'],
    departments: ['Salg', 'Økonomi', 'Drift', 'Kundeservice', 'Nettdrift og beredskap'],
  },
  {
    faker: fakerSV,
    name: 'Sverige',
    code: '46',
    trunk: '0',
    share: 18,
    mobile: ['70#######', '73#######', '76#######'],
    fixed: ['8########', '31#######'],
    groups: [2, 3, 2, 2],
    forms: ['AB', 'Sverige AB', 'Förvaltning AB'],
    departments: ['Försäljning', 'Ekonomi', 'Drift', 'Kundtjänst'],
  },
  {
    faker: fakerNL,
    name: 'Nederland',
    code: '31',
    trunk: '0',
    share: 14,
    mobile: ['61#######', '62#######', '64#######'],
    fixed: ['20#######', '30#######'],
    groups: [2, 3, 2, 2],
    forms: ['B.V.', 'Nederland B.V.', '& Zonen'],
    departments: ['Verkoop', 'Financiën', 'Klantenservice', 'Beheer'],
  },
  // France, Britain: the blocks that the regulators keep free for films.
  {
    faker: fakerFR,
    name: 'France',
    code: '33',
    trunk: '0',
    share: 12,
    mobile: ['63998####'],
    fixed: ['19900####', '53649####'],
    groups: [1, 2, 2, 2, 2],
    forms: ['SARL', 'SA', 'et Fils'],
    departments: ['Ventes', 'Comptabilité', 'Service client', 'Exploitation'],
  },
  {
    faker: fakerPL,
    name: 'Polska',
    code: '48',
    trunk: '',
    share: 12,
    mobile: ['51#######', '60#######', '69#######'],
    fixed: ['22#######', '12#######'],
    groups: [3, 3, 3],
    forms: ['Sp. z o.o.', 'S.A.', 'i Wspólnicy'],
    departments: ['Sprzedaż', 'Księgowość', 'Obsługa klienta', 'Utrzymanie'],
  },
  {
    faker: fakerEN_GB,
    name: 'United Kingdom',
    code: '44',
    trunk: '0',
    share: 10,
    mobile: ['7700900###', '7700900###'],
    fixed: ['20794600##', '11349600##'],
    groups: [4, 6],
    forms: ['Ltd', 'PLC', '& Sons'],
    departments: ['Sales', 'Accounts', 'Customer care', 'Operations'],
  },
];
/** A few names that test a screen: right to left, without spaces, and the length that German allows. */
const rare = [fakerAR, fakerHE, fakerJA, fakerZH_CN, fakerDE];

const dice = fakerEN_GB;
for (const faker of new Set([...countries.map(({ faker }) => faker), ...rare])) faker.seed(20261122);
const chance = (percent) => dice.number.int({ min: 1, max: 100 }) <= percent;
const oneOf = (list) => list[dice.number.int({ min: 0, max: list.length - 1 })];
const digits = (pattern) => pattern.replaceAll('#', () => String(dice.number.int({ min: 0, max: 9 })));

const inGroups = (number, groups, gap) => {
  let at = 0;
  const parts = groups.map((size) => number.slice(at, (at += size)));
  return [...parts, number.slice(at)].filter(Boolean).join(gap);
};

/** A number as people write it: at home, abroad, from a business card, from another system. */
function spelled(country, number) {
  const { code, trunk, groups } = country;
  const home = code === '47';
  const nice = inGroups(number, groups, ' ');
  const abroad = [
    `+${code}${number}`,
    `+${code} ${nice}`,
    `+${code} ${nice}`,
    `00${code}${number}`,
    `00 ${code} ${nice}`,
    `+${code}-${inGroups(number, groups, '-')}`,
    `+${code}/${nice}`,
  ];
  if (trunk) abroad.push(`+${code} (0)${nice}`, `+${code}(0)${number}`);
  const national = [number, nice, nice, inGroups(number, groups, '.'), inGroups(number, groups, '\u00a0')];
  if (home) return oneOf([...national, ...national, ...abroad]);
  return chance(4) ? `${trunk}${inGroups(number, groups, '-')}` : oneOf(abroad);
}

const used = new Set();
function newNumber(country, patterns) {
  for (let attempt = 0; ; attempt += 1) {
    const number = digits(oneOf(patterns));
    if (!used.has(country.code + number) || attempt > 200) {
      used.add(country.code + number);
      return number;
    }
  }
}

const plain = (text) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ø/gi, 'o')
    .replace(/æ/gi, 'ae')
    .replace(/å/gi, 'a')
    .replace(/ł/gi, 'l')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
let mailbox = 0;
function emailOf(given, family) {
  mailbox += 1;
  const name = [given, family].map(plain).filter(Boolean).join('.') || 'customer';
  const address = `${name}${chance(70) ? mailbox : `+${mailbox}`}@example.${oneOf(['com', 'org', 'net'])}`;
  return chance(4) ? address.replace(/^./, (letter) => letter.toUpperCase()) : address;
}

const placeOf = ({ faker, name }) => ({
  address: faker.location.streetAddress(),
  postcode: faker.location.zipCode(),
  city: faker.location.city(),
  country: name,
});
const weighted = countries.flatMap((country) => Array.from({ length: country.share }, () => country));

function newOrganization(country) {
  const number = newNumber(country, country.fixed);
  const name = `${country.faker.person.lastName()} ${oneOf(country.forms)}`;
  const email = chance(70) ? `post@${plain(name)}.example.${oneOf(['com', 'org', 'net'])}` : '';
  return {
    row: {
      type: 'organization',
      organization: name,
      phone: spelled(country, number),
      mobile: chance(12) ? spelled(country, newNumber(country, country.mobile)) : '',
      email,
      ...placeOf(country),
    },
    country,
    number,
  };
}

function newPerson(organizations, family) {
  const country = family?.country ?? oneOf(weighted);
  const source = chance(3) ? oneOf(rare) : country.faker;
  const givenName = chance(8) ? `${source.person.firstName()} ${source.person.firstName()}` : source.person.firstName();
  const familyName =
    family?.row.familyName ?? (chance(6) ? `${source.person.lastName()}-${source.person.lastName()}` : source.person.lastName());
  const number = family?.number ?? newNumber(country, country.mobile);
  const work = chance(38) ? oneOf(organizations) : undefined;
  const switchboard =
    work && chance(55)
      ? spelled(work.country, work.number) +
        (chance(35) ? oneOf([' ext. ', ' x', ';ext=']) + dice.number.int({ min: 11, max: 99 }) : '')
      : '';
  const row = {
    type: 'person',
    givenName: chance(2) ? '' : givenName,
    familyName,
    mobile: chance(9) && !family ? '' : spelled(country, number),
    phone: switchboard || (chance(22) ? spelled(country, newNumber(country, country.fixed)) : ''),
    email: chance(74) ? emailOf(givenName, familyName) : '',
    organization: work?.row.organization ?? '',
    department: work && chance(70) ? oneOf(work.country.departments) : '',
    ...(chance(82)
      ? family && chance(85)
        ? pick(family.row, ['address', 'postcode', 'city', 'country'])
        : placeOf(country)
      : { country: country.name }),
    privatePhone: chance(8) ? spelled(country, newNumber(country, country.mobile)) : '',
  };
  return { row, country, number };
}

const pick = (row, names) => Object.fromEntries(names.map((name) => [name, row[name] ?? '']));

/** The people whom the demo's calls are about. */
const cast = `
organization,,,,+47 22 33 44 55,post@solvik-nett.example.com,Solvik Nett AS,,Storgata 12,0184,Oslo,Norge,
person,Ingrid,Håkonsen,900 12 345,22 33 44 55,ingrid.hakonsen@example.com,Solvik Nett AS,Nettdrift,Storgata 12,0184,Oslo,Norge,+47 911 22 333
person,Ola,Brekke,+47 924 55 010,+47 22 33 44 55,ola.brekke@example.com,Solvik Nett AS,Kundeservice,Storgata 12,0184,Oslo,Norge,
person,Maja,Bergström-Lindqvist,+46 (0)70 123 45 67,0047 22334455 ext. 21,maja.bergstrom@example.net,Solvik Nett AS,Ekonomi,Kungsgatan 4,411 19,Göteborg,Sverige,
person,Sindre,Aas,,22.33.44.55,sindre.aas@example.com,Solvik Nett AS,Salg,,,Oslo,Norge,
person,Anna,Kowalczyk,+48 512 345 678,,anna.kowalczyk@example.com,,,ul. Lipowa 8/3,30-702,Kraków,Polska,
person,Piotr,Kowalczyk,0048 512345678,,,,,ul. Lipowa 8/3,30-702,Kraków,Polska,
person,Zofia,Kowalczyk,+48/512-345-678,,zofia.kowalczyk@example.org,,,ul. Lipowa 8/3,30-702,Kraków,Polska,
person,Amélie,Lefèvre-Saint-Martin,+33 6 39 98 12 34,,amelie.lefevre@example.org,Atelier Lefèvre SARL,Direction,14 rue des Tilleuls,31000,Toulouse,France,
organization,,,,+33 5 36 49 12 34,bonjour@lefevre.example.org,Atelier Lefèvre SARL,,14 rue des Tilleuls,31000,Toulouse,France,
person,Daan,van den Heuvel,0031 6 1234 5678,+31 20 123 4567,daan.vandenheuvel@example.net,,,Prinsengracht 263,1016 GV,Amsterdam,Nederland,+31 6 2345 6789
person,Olivia,Whitfield,+44 7700 900 123,+44 (0)20 7946 0123,olivia.whitfield@example.com,Harbour & Sons PLC,Accounts,5 Quay Street,BS1 4DJ,Bristol,United Kingdom,
person,ليلى,الخطيب,+47 401 23 456,,layla.alkhatib@example.com,,,Torggata 3,0181,Oslo,Norge,
person,נועם,בן־דוד,+47 402 34 567,,noam.bendavid@example.org,,,Strandgaten 9,5013,Bergen,Norge,
person,陽菜,佐藤,+47 403 45 678,,hina.sato@example.net,,,Kongens gate 1,7011,Trondheim,Norge,
organization,,,,+47 23 45 67 89,kontakt@donau.example.net,Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft,,Rindfleischetikettierungsüberwachungsstraße 118a,1010,Wien,Österreich,
`
  .trim()
  .split('\n');

/** Rows that no system should let in silently: the demo shows that they are refused, and why. */
const broken = new Map([
  [60, 'person,Ragged,Row,900'],
  [90, `person,One,Too-Many,,,${','.repeat(9)}surplus`],
  [120, `robot,R2,Unit,91234567${','.repeat(9)}`],
  [150, ','.repeat(columns.length - 1)],
]);

const cell = (value = '') => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const line = (row) => columns.map((name) => cell(row[name])).join(',');

function sample() {
  const organizations = Array.from({ length: Math.round(CUSTOMERS * 0.12) }, () => newOrganization(oneOf(weighted)));
  const customers = organizations.map(({ row }) => row);
  while (customers.length < CUSTOMERS - cast.length) {
    const person = newPerson(organizations);
    customers.push(person.row);
    const relatives = person.row.mobile && chance(3) ? dice.number.int({ min: 1, max: 3 }) : 0;
    for (let i = 0; i < relatives && customers.length < CUSTOMERS - cast.length; i += 1)
      customers.push(newPerson(organizations, person).row);
  }
  const lines = [columns.join(','), ...cast, ...dice.helpers.shuffle(customers).map(line)];
  for (const [row, text] of broken) lines.splice(row - 1, 0, text); // row as a spreadsheet counts
  return `${lines.join('\n')}\n`;
}

const target = fileURLToPath(new URL('../demo/public/customers.csv', import.meta.url));
const fresh = existsSync(target) && statSync(target).mtimeMs > statSync(fileURLToPath(import.meta.url)).mtimeMs;
if (!fresh || process.argv.includes('--force')) {
  mkdirSync(new URL('.', `file://${target}`), { recursive: true });
  writeFileSync(target, sample());
}
