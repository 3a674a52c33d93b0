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
const callbacks = page.getByRole('region', { name: 'Agreed call-backs' });
const log = page.getByRole('list', { name: 'Events, newest first' });
const message = () => card.getByRole('textbox', { name: 'Text', exact: true });
const posted = page.getByRole('list', { name: 'Messages, newest first' });
/** The shop, in a tab of its own: nobody waits until something is told, it is told when a page is left. */
let shop;
const visit = (path) => shop.goto(`${server.url}/shop/${path}`);
const told = (what, path) =>
  log
    .getByRole('listitem')
    .filter({ hasText: `shop: ${what}` })
    .filter({ hasText: path });
const journey = card.locator('customer-journey');
const focused = (control) => control.and(page.locator(':focus')).waitFor();
const isInView = (control) =>
  control.evaluate((element) => {
    const { left, top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight && element.getRootNode().elementFromPoint(left + 5, top + 5) === element;
  });
const heading = (name) => card.getByRole('heading', { name, exact: true }).first().waitFor();

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
  'lists what happened before in a tab of the card': async () => {
    await ring('+47 900 12 345');
    await card.getByRole('tab', { name: 'History 1' }).click();
    await card.getByRole('listitem').filter({ hasText: 'inbound' }).waitFor();
    await decline();
  },
  'keeps a note that is written during the call, by keyboard alone, and pins it above the details': async () => {
    await ring('+47 900 12 345');
    await named('Answer').click();
    await card.getByRole('tab', { name: /^Notes/ }).click();
    await card.getByRole('textbox', { name: 'New note' }).focus();
    await page.keyboard.type('Sample note: see https://example.com/terms first.');
    await page.keyboard.press('Control+Enter');
    await card.getByRole('tab', { name: 'Notes 1' }).waitFor();
    const row = card.getByRole('list', { name: 'Notes' }).getByRole('listitem');
    await row.getByText('Sample note: see').waitFor();
    await row.getByRole('button').first().focus();
    await page.keyboard.press('Enter');
    await row.getByRole('button', { name: /^Pin/ }).click();
    await named('Until unpinned', row).click();
    await card.locator('note-list[slot=pinned]').getByText('Sample note: see').waitFor();
    await named('End call').click();
    await close();
    await page.getByText('Ready for the next conversation').waitFor();
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
  'agrees on a call-back with the registration of a dialer call, in words before the click': async () => {
    await play(/^A call of the dialer/);
    await enquiry.getByText(/Winter offer · Attempt \d of 3/).waitFor({ timeout: 2 * patience });
    await named('Hold').waitFor(); // answered
    await topic('Interested').check();
    await topic('Call back').check();
    await focused(enquiry.getByRole('textbox', { name: 'Day' }));
    await page.keyboard.type('tomorrow 15:00');
    await page.keyboard.press('Tab');
    await enquiry.getByText(/^Reserved for you for 20 minutes from tomorrow 3:00\sPM, then any agent/).waitFor();
    await enquiry.getByRole('textbox', { name: 'Comment' }).fill('Wants the price for two.');
    await page.keyboard.press('Control+Enter');
    await enquiry.getByText('Call-back agreed').first().waitFor();
    await log.getByText('callback-scheduled').waitFor();
    await callbacks.getByText('Wants the price for two.').waitFor();
    await named('End call').click();
    await close();
    await page.getByText('Ready for the next conversation').waitFor();
  },
  'rings the agent when it is due, with the comment, and dials when the agent answers': async () => {
    await named('To the next call-back').click();
    await callbacks.getByText('Call-back for you').waitFor();
    await callbacks.getByText('Wants the price for two.').waitFor();
    await named('Answer', callbacks).press('Enter'); // the pointer answers nothing that has just appeared
    await enquiry.getByText('Agreed call-back').waitFor({ timeout: 2 * patience });
    await named('Hold').waitFor();
    await named('Customer answered', callbacks).click();
    await callbacks.getByText('Wants the price for two.').waitFor({ state: 'detached' });
    await topic('Sale').check();
    await named('Register', enquiry).click();
    await enquiry.locator('.pill').getByText('Registered').waitFor();
    await named('End call').click();
    await close();
  },
  'opens the message in the tabs of the card from the icon of a number, with that number chosen': async () => {
    await ring('+47 900 12 345');
    await named('Answer').click();
    await named('SMS to Mobile', card).click();
    await card.getByRole('tab', { name: 'Message', selected: true }).waitFor();
    await card.getByRole('radio', { name: 'SMS', checked: true }).waitFor();
    await card.getByRole('radio', { name: /^Mobile 900 12 345/, checked: true }).waitFor();
    await focused(message());
  },
  'keeps in the form what is undone in the seconds for it': async () => {
    await page.keyboard.type('Sample: not this one.');
    await page.keyboard.press('Control+Enter');
    await card
      .getByText(/^Sending in \d s$/)
      .first()
      .waitFor();
    await named('Undo', card).click();
    await card.getByText('Not sent', { exact: true }).first().waitFor();
    const kept = await message().inputValue();
    if (kept !== 'Sample: not this one.') throw new Error(`the text is ${kept}`);
  },
  'sends what is not, says so, and shows it queued, sent and delivered; and nothing that was undone': async () => {
    await message().fill('Sample: the fitter comes at 9.');
    await named('Send SMS', card).click();
    await card
      .getByText(/^Sending in \d s$/)
      .first()
      .waitFor();
    await card.getByText('On its way to 90 01 23 45').first().waitFor();
    await log.getByText('message-sent').waitFor();
    const rows = posted.locator('> li');
    await rows.filter({ hasText: /90 01 23 45.*the fitter comes at 9.*Queued.*Sent.*Delivered/ }).waitFor();
    await card.getByText('Delivered', { exact: true }).waitFor();
    if ((await rows.count()) !== 1) throw new Error(`sent: ${await rows.allInnerTexts()}`);
    await named('End call').click();
    await close();
  },
  'fills in a template in the language of the customer, and sends none to who wants no SMS': async () => {
    await ring('+47 400 00 101');
    await named('SMS to Mobile', card).click();
    await card.getByText('The customer has not wanted these messages since').first().waitFor();
    await focused(message());
    await page.keyboard.type('/hours');
    await card.getByRole('option', { name: /Opening hours/ }).waitFor();
    await page.keyboard.press('Enter');
    const text = await message().inputValue();
    if (!text.startsWith('Vi er her mandag')) throw new Error(`the text is ${text}`);
    await card.getByRole('button', { name: 'Send SMS', disabled: true }).waitFor();
    await page.keyboard.press('Control+Enter');
    await card
      .getByText(/^Not sent\./)
      .first()
      .waitFor();
    await message().fill('');
    await decline();
  },
  'hears nothing of a visit to the shop before the visitor has agreed, and is told of it from then on': async () => {
    const link = page.getByRole('link', { name: 'Open the shop as a visitor' });
    [shop] = await Promise.all([context.waitForEvent('page'), link.click()]);
    listen(shop);
    await shop.getByRole('heading', { name: 'Electricity without surprises' }).waitFor();
    await visit('help/meter/');
    await named('No, thank you', shop).click();
    await visit('prices/');
    await shop.getByText('Nothing of your visit is told.').waitFor();
    const traces = await shop.evaluate(() => [localStorage.getItem('sidedesk'), sessionStorage.getItem('sidedesk')]);
    if (traces.some(Boolean)) throw new Error(`kept: ${traces}`);
    await named('You may follow me', shop).click();
    await shop.getByText('Your visit is told to the agent’s desk.').waitFor();
    await visit('contact/');
    await told('page', '/shop/prices/').waitFor();
    for (const path of ['Electricity without surprises', '/shop/help/meter/'])
      if (await told('page', path).count()) throw new Error(`told before: ${path}`);
  },
  'shows on the card what the customer does in the shop, while they do it': async () => {
    await ring('+47 900 12 345');
    await named('Answer').click();
    await card.getByRole('tab', { name: /^Journey/ }).click();
    await visit('account/users/'); // only for those who have signed in
    await shop.getByLabel('E-mail address or customer number').selectOption('ingrid.hakonsen@example.com');
    await named('Sign in', shop).click();
    await shop.getByRole('heading', { name: 'Add users' }).waitFor();
    await journey
      .getByText(/^On \u2068?Add users/)
      .first()
      .waitFor(); // isolated from the words around it
    await journey.getByText('is there now').waitFor(); // a page that customers are to be led to
    await journey.getByText('30 days', { exact: true }).click();
    await journey.getByText(/6 visits/).waitFor(); // five of the sample, and this one
  },
  'puts the link to a page that the customer is to be led to into a message': async () => {
    await named('Send this link: Contact us', journey).click();
    await card.getByRole('tab', { name: 'Message', selected: true }).waitFor();
    await focused(message());
    const text = await message().inputValue();
    if (text.trim() !== `${server.url}/shop/contact/`) throw new Error(`the text is ${text}`);
    await message().fill('');
  },
  'is told of no query string but what the shop names, and of no invoice': async () => {
    await visit('products/?category=heating&token=sample-secret#sample-secret');
    await visit('contact/?plan=sample-secret');
    await visit('account/invoices/1047/');
    await visit('products/charger/');
    await told('page', '/shop/account/invoices/').waitFor();
    const kept = await page.evaluate(async () => {
      const { backend, customerId } = document.querySelector('agent-desk');
      return (await backend.journeys.events({ customerId })).items.map(({ url, referrer }) => `${url} ${referrer}`);
    });
    for (const path of ['/shop/products/?category=heating ', '/shop/contact/ ', '/shop/account/invoices/%E2'])
      if (!kept.some((address) => address.includes(path))) throw new Error(`not kept: ${path}`);
    const leaked = kept.filter((address) => /secret|1047|next=|plan=|#/.test(address));
    if (leaked.length) throw new Error(`kept: ${leaked}`);
    if (await log.getByText('secret').count()) throw new Error('the secret left the shop');
    await shop.close();
    await named('End call').click();
    await close();
  },
  'keeps what a visitor did while no desk is open, and hands it over to the next one': async () => {
    const elsewhere = await browser.newContext();
    const visitor = await elsewhere.newPage();
    listen(visitor);
    await visitor.goto(`${server.url}/shop/prices/`);
    await named('Yes, you may', visitor).click();
    await visitor.getByText('No agent’s desk is open').waitFor();
    await visitor.goto(`${server.url}/shop/help/`);
    const desk = await elsewhere.newPage();
    listen(desk);
    await desk.goto(`${server.url}/?sample=1`);
    await visitor.getByText('Your visit is told to the agent’s desk.').waitFor();
    await visitor.goto(`${server.url}/shop/contact/`);
    await desk.getByRole('listitem').filter({ hasText: 'shop: page' }).filter({ hasText: '/shop/prices/' }).waitFor();
    await elsewhere.close();
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
  'asks at night why it is sent all the same': async () => {
    for (let hour = 0; hour < 7; hour += 1) await named('+1 h').click(); // it was three in the afternoon
    await ring('+31 6 1234 0001');
    await named('SMS to Mobile', card).click();
    await card.getByText('Quiet hours for the customer until').first().waitFor();
    await card.getByRole('textbox', { name: 'Reason', exact: true }).waitFor();
    await decline();
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
    await card.getByRole('tab', { name: /Historia/ }).waitFor();
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
