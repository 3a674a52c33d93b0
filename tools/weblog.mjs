// Turns a web server's access log into numbers to test journeys with: node tools/weblog.mjs access.log [site.example] > visits.txt
//
// Reads Apache's and nginx's formats `common` and `combined`. What comes out is of no person any more: no address, no browser, no page and no words, only which
// was the same as which. A line is a page view: visitor, seconds since the first view, page; then the status where it is not 200, and where the visitor came from
// where the log knows: `s` the same site (the one named, and what is below it), `e` elsewhere.
//
// Page views as web statistics count them: a GET of a page, answered (2xx, but no parts and nothing empty), unchanged (304) or refused (from 400 on; error pages).
// No redirects; no images, styles, scripts, downloads, feeds or robots.txt: of addresses that end in a type of file only those of pages. What is behind a `?` is
// not looked at, but for feeds. A visitor is an address with a browser. Robots that read pages are visitors: theirs are the longest ways.
// Visitors and pages are numbered as they first appear. Lines stay in the log's order, which is not always that of their times.
import { readFileSync } from 'node:fs';

const [file, site] = process.argv.slice(2);
if (!file) throw new Error('node tools/weblog.mjs access.log [site.example] > visits.txt');

const entry = /^(\S+) \S+ .*?\[([^\]]+)\] "(\S+) (\S+)[^"]*" (\d{3}) \S+(?: "([^"]*)" "([^"]*)")?/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const moment = /^(\d\d)\/(\w{3})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)$/;

/** Seconds since 1970. */
function secondsOf(text) {
  const [, day, month, year, clock, hours, minutes] = moment.exec(text) ?? [];
  const number = String(months.indexOf(month) + 1).padStart(2, '0');
  return Date.parse(`${year}-${number}-${day}T${clock}${hours}:${minutes}`) / 1000;
}

const fileType = /\.(\w{1,5})$/;
const pageType = /^(?:[sx]?html?|php\d?|aspx?|jsp|cgi)$/i;
const feed = /\/(?:feed|rss|atom)(?:\/|$)|=(?:rss\d*|atom\d*)(?:&|$)/i;
function isPage(path, query) {
  const type = fileType.exec(path)?.[1];
  return (type === undefined || pageType.test(type)) && !feed.test(path) && !feed.test(query);
}

const isAnswer = (status) =>
  (status >= 200 && status < 300 && status !== 204 && status !== 206) || status === 304 || status >= 400;

/** `s`, `e`, or nothing where the log says nothing. */
function from(referrer) {
  if (!referrer || referrer === '-' || !URL.canParse(referrer)) return '';
  const { hostname } = new URL(referrer);
  return site !== undefined && (hostname === site || hostname.endsWith(`.${site}`)) ? 's' : 'e';
}

const numbers = () => {
  const known = new Map();
  return (what) => known.get(what) ?? known.set(what, known.size).get(what);
};
const visitorOf = numbers();
const pageOf = numbers();
let first;
for (const line of readFileSync(file, 'utf8').split('\n')) {
  const [, address, at, method, target, status, referrer, agent] = entry.exec(line) ?? [];
  const [path = '', query = ''] = target?.split(/\?(.*)/s) ?? [];
  if (method !== 'GET' || !isAnswer(Number(status)) || !isPage(path, query)) continue;
  const seconds = secondsOf(at);
  if (Number.isNaN(seconds)) continue;
  first ??= seconds;
  const view = [visitorOf(`${address} ${agent}`), seconds - first, pageOf(path), status === '200' ? '' : status, from(referrer)];
  process.stdout.write(`${view.filter((part) => part !== '').join(' ')}\n`);
}
