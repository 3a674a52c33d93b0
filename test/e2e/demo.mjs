// The demo as its visitor meets it: built, under its strict policy, in a browser. Elements are found by role and name.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { CHROMIUM_ARGS, ensureBrowsers } from '../../tools/browsers.mjs';
import { serve } from '../../tools/serve.mjs';
import { run } from '../../tools/steps.mjs';

const patience = 10_000;
const outDir = mkdtempSync(join(tmpdir(), 'sidedesk-demo-'));
const sample = await run(process.execPath, ['tools/sample.mjs']);
if (sample.code !== 0) process.exit(sample.code);
await build({ configFile: 'demo/vite.config.ts', logLevel: 'error', build: { outDir, emptyOutDir: true } });
const server = await serve(outDir);
const browser = await chromium.launch({ executablePath: ensureBrowsers(['chromium']).chromium, args: CHROMIUM_ARGS });

const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
context.setDefaultTimeout(patience);
const page = await context.newPage();
const noise = [];
const listen = (to) => {
  to.on('console', (message) => noise.push(message.text()));
  to.on('pageerror', (error) => noise.push(error.message));
};
listen(page);

const card = page.locator('customer-card:visible');
const named = (name, within = page) => within.getByRole('button', { name, exact: true });
const seen = (text, within = card) => within.getByText(text, { exact: true }).filter({ visible: true }).first().waitFor();
const ring = async (address) => {
  await page.getByRole('textbox', { name: 'Call from' }).fill(address);
  await named('Ring').click();
};
const play = (title) => page.getByRole('button', { name: title }).click();
const decline = async (last = true) => {
  await named('Decline').click();
  if (last) await page.getByText('Ready for the next conversation').waitFor();
};
const close = () => named('Close', page.getByRole('region', { name: 'Softphone' })).click();
const enquiry = page.getByRole('region', { name: 'Enquiry' });
const topic = (name) => enquiry.getByLabel(name, { exact: true });
const log = page.getByRole('list', { name: 'Events, newest first' });
const focused = (control) => control.and(page.locator(':focus')).waitFor();
const isInView = (control) =>
  control.evaluate((element) => {
    const { left, top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight && element.getRootNode().elementFromPoint(left + 5, top + 5) === element;
  });
const heading = (name) => card.getByRole('heading', { name, exact: true }).waitFor();

const facts = {
  'loads the sample and says how many rows were refused': async () => {
    await page.goto(`${server.url}/?sample=200`);
    await page.getByText('196 customers added from the sample, 4 rows refused.').waitFor();
    await named('See which and why').click();
    await page.getByRole('row', { name: /has fewer cells than the header/ }).waitFor();
    await named('Desk').click();
  },
  'shows the full card of the one customer, through ringing, call, wrap-up and close': async () => {
    await ring('90012345');
    await heading('Ingrid Håkonsen');
    await seen('ingrid.hakonsen@example.com');
    await named('Answer').click();
    await named('End call').click();
    await close();
    await page.getByText('Ready for the next conversation').waitFor();
  },
  'lists what happened before in a tab of the host': async () => {
    await ring('+47 900 12 345');
    await card.getByRole('tab', { name: 'Earlier interactions 1' }).waitFor();
    await decline();
  },
  'asks who it is when several have the number, and picks nobody': async () => {
    await ring('0048 512 345 678');
    await seen('Anna Kowalczyk');
    if ((await card.getByRole('option').count()) !== 3) throw new Error('not three options');
    await card.getByRole('option', { name: /Zofia/ }).click();
    await heading('Zofia Kowalczyk');
    await named('This is the customer', card).waitFor();
    await decline();
  },
  'puts the organization first when a switchboard calls': async () => {
    await ring('22 33 44 55');
    await card.getByRole('option').first().getByText('Solvik Nett AS', { exact: true }).first().waitFor();
    await decline();
  },
  'says that nobody has a number, as received and as searched': async () => {
    await ring('22 99 88 77');
    await heading('No customer found');
    await seen('22 99 88 77');
    await seen('+4722998877');
    await decline();
  },
  'tells withheld from unknown': async () => {
    await play(/^Number withheld/);
    await heading('Number withheld');
    await decline();
  },
  'says that the search failed, and finds the customer when tried again': async () => {
    await play(/^A failing backend/);
    await heading('The search failed');
    await named('Try again', card).click();
    await card.locator('[part=name], [part=matches]').first().waitFor();
    await decline();
  },
  'shows the last of several fast calls, and nobody else': async () => {
    await play(/^Six calls in three seconds/);
    await page.waitForTimeout(2500); // all six have rung: each took the card of the one before
    await card.locator('[aria-busy=true][part=header]').waitFor({ state: 'detached' });
    if ((await page.locator('customer-card').count()) !== 1) throw new Error('more than one card');
    const [shown, called] = await page.evaluate(async () => {
      const { backend, interaction } = document.querySelector('agent-desk');
      const { outcome, matches } = await backend.customers.find({ raw: interaction.from });
      const name = document.querySelector('customer-card').shadowRoot.querySelector('[part=name]')?.textContent.trim();
      return outcome === 'one' ? [name, matches[0].customer.name] : ['', ''];
    });
    if (shown !== called) throw new Error(`shown ${shown}, called ${called}`);
    await decline();
  },
  'adds whoever calls from a number that nobody has': async () => {
    await ring('22 99 88 76');
    await named('Add customer', card).click();
    const number = card.getByRole('textbox', { name: 'Mobile', exact: true });
    if ((await number.inputValue()) !== '+4722998876') throw new Error(`the number is ${await number.inputValue()}`);
    await card.getByRole('textbox', { name: 'Given name', exact: true }).fill('Sample');
    await card.getByRole('textbox', { name: 'Family name', exact: true }).fill('Newcomer');
    await page.keyboard.press('Control+Enter');
    await heading('Sample Newcomer');
  },
  'asks before what was typed is thrown away, and saves it': async () => {
    await named('Edit', card).click();
    await card.getByRole('textbox', { name: 'City', exact: true }).fill('Hamar');
    await card.getByText('Draft kept', { exact: true }).waitFor();
    await named('Cancel', card).click();
    await named('Keep editing', card).click();
    await named('Save', card).first().click();
    await seen('Hamar');
    await decline();
  },
  'refuses to close what has to be registered, with the gaps in view, until it is': async () => {
    await play(/^One that must be registered/);
    await named('Answer').click();
    await topic('Admin Application').check();
    await topic('Change profiles').check(); // asked because of the product
    await named('End call').click();
    await enquiry
      .getByRole('timer')
      .getByText(/^Wrap-up 1:[23]\d$/)
      .waitFor();
    await close();
    const gap = named('Choose a topic of CUSTOMER’S MOOD.', enquiry);
    await gap.waitFor();
    await log.getByText('close-refused').waitFor();
    if (!(await isInView(gap))) throw new Error('the summary is out of view');
    await focused(topic('Positive'));
    await topic('Positive').check();
    await close();
    await enquiry.getByText('Press Register.').waitFor(); // chosen is not registered
  },
  'shows the same choice in a window of its own, and the registration wherever it is made': async () => {
    const [own] = await Promise.all([context.waitForEvent('page'), named('Open in its own window', enquiry).click()]);
    listen(own);
    const there = own.locator('enquiry-registration');
    await own.getByRole('heading', { name: 'Wrap-up after the call' }).waitFor();
    const chosen = (name) => there.getByLabel(name, { exact: true }).and(there.locator(':checked')).waitFor();
    for (const name of ['Positive', 'Admin Application', 'Change profiles']) await chosen(name);
    await topic('Statistics').check();
    await chosen('Statistics');
    await there.getByRole('textbox', { name: 'Comment' }).fill('Wanted help with making new profiles.');
    await own.keyboard.press('Control+Enter');
    await there.locator('.pill').getByText('Registered').waitFor();
    await enquiry.locator('.pill').getByText('Registered').waitFor();
    const text = await enquiry.getByRole('textbox', { name: 'Comment' }).inputValue();
    if (text !== 'Wanted help with making new profiles.') throw new Error(`the comment is ${text}`);
    await log.getByText('enquiry-registered').waitFor(); // once in each window
    await own.close();
  },
  'closes what is registered': async () => {
    await close();
    await page.getByText('Ready for the next conversation').waitFor();
    await enquiry.waitFor({ state: 'hidden' });
  },
  'registers by keyboard alone, while the call goes on, and tells the host': async () => {
    await ring('90012345');
    await named('Answer').click();
    const filter = enquiry.getByRole('searchbox', { name: 'Filter topics' });
    await filter.focus();
    for (const word of ['negat', 'statsitics']) {
      await page.keyboard.type(word);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Control+Enter');
    await enquiry.getByText('This topic needs a comment.').waitFor();
    await page.keyboard.type('Has waited for a week.');
    await page.keyboard.press('Control+Enter');
    await enquiry.locator('.pill').getByText('Registered').waitFor();
    await log.getByText('mood-negative,product-statistics').waitFor();
  },
  'asks about topics that are chosen and not registered, also where nothing is forced': async () => {
    await topic('Catalog').check();
    await named('End call').click();
    await close();
    await enquiry.getByText('Press Register.').waitFor();
    await named('Register again', enquiry).click();
    await enquiry.locator('.pill').getByText('Registered').waitFor();
    await close();
    await page.getByText('Ready for the next conversation').waitFor();
  },
  'offers first what is chosen often, and keeps a draft with its conversation': async () => {
    await ring('90012345');
    await named('Answer').click();
    await named('Statistics', enquiry).click();
    await enquiry.getByText('Draft kept').waitFor();
    await ring('22 33 44 55');
    await topic('Statistics').and(enquiry.locator(':not(:checked)')).waitFor();
    await decline(false);
    await topic('Statistics').and(enquiry.locator(':checked')).waitFor();
    await named('Clear all', enquiry).click();
    await named('End call').click();
    await close();
    await page.getByText('Ready for the next conversation').waitFor();
  },
  'lets two agents edit one card, and loses nothing of either': async () => {
    await named('Two agents').click();
    const [sara, jonas] = ['Sara (sample)', 'Jonas (sample)'].map((name) => page.getByRole('region', { name }));
    for (const one of [sara, jonas]) await named('Edit', one).click();
    const city = (one) => one.getByRole('textbox', { name: 'City', exact: true });
    await city(sara).fill('Voss');
    await jonas.getByText('Sara (sample) is editing City.').waitFor();
    await city(jonas).fill('Hamar');
    await jonas.getByRole('textbox', { name: 'Country', exact: true }).fill('Norway');
    await named('Save', sara).click();
    await named('Take mine: City', jonas).click();
    await named('Save', jonas).click();
    for (const one of [jonas, sara]) await one.getByRole('button', { name: /^Show all/ }).click();
    await seen('Hamar', jonas);
    await named('Refresh', sara).first().click();
    await seen('Norway', sara);
    await named('Desk').click();
  },
  'finds a customer without a call and hides what only managers see': async () => {
    await page.getByRole('combobox', { name: 'Find a customer' }).fill('hakonsen');
    await page
      .getByRole('option', { name: /Ingrid Håkonsen/ })
      .first()
      .click();
    await heading('Ingrid Håkonsen');
    await seen('hidden');
    await named('Settings').click();
    await page.getByRole('radio', { name: 'Manager' }).check();
    await seen('91 12 23 33');
  },
  'speaks the language that is chosen': async () => {
    await page.getByRole('combobox', { name: 'Language of the elements' }).selectOption('pl');
    await card.getByRole('tab', { name: /Wcześniejsze kontakty/ }).waitFor();
  },
  'keeps the console silent': async () => {
    if (noise.length) throw new Error(noise.join('\n'));
  },
};

let [passed, failed] = [0, 0];
try {
  for (const [fact, check] of Object.entries(facts)) {
    try {
      await check();
      passed += 1;
    } catch (error) {
      failed += 1;
      console.error(`demo: ${fact}: ${error.message.split('\n').slice(0, 4).join(' ')}`);
    }
  }
} finally {
  await browser.close();
  server.close();
  rmSync(outDir, { recursive: true, force: true });
}
console.log(`demo: ${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
