import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { outboxFor } from '../../../src/wiring/outboxes.js';
import { expect } from '@open-wc/testing';
import type { Backend } from '../../../src/backend/backend.js';
import type { Note } from '../../../src/domain/note.js';
import { wrongShapes } from '../../../src/testing/faults.js';
import { leftovers, nothingLeft } from '../../support/leftovers.js';
import { staySilent } from '../../support/card.js';
import { bench, by, calm, houseWith, open, root, rows, save, seat, textsOf, underway, until, write } from './bench.js';

const evil = [
  '<img src=x onerror=alert(1)>',
  '${alert(1)} <!--?lit$--> <script>alert(1)</script>',
  'javascript:alert(1) https://bank.example@evil.example/ data:text/html,x',
  '\u202eright to left \u0000nul \ud800half',
  '__proto__ constructor',
];

describe('notes that mean harm', () => {
  staySilent();

  it('stay text', async () => {
    const answers = (backend: Backend): Backend => ({
      ...backend,
      notes: {
        ...backend.notes!,
        list: async ({ customerId }) => ({
          items: evil.map((text, i): Note => ({
            id: `${text} ${i}`,
            customerId,
            text,
            authorId: text,
            authorName: text,
            createdAt: `2026-03-0${i + 1}T12:00:00Z`,
            editedAt: '9999-12-31T23:59:59Z',
            pin: { untilAt: '2999-01-01T00:00:00Z' },
            interactionId: text,
            revision: 1,
          })),
        }),
      },
    });
    const at = seat({ house: await houseWith(), change: answers });
    await until(() => rows(at).length === evil.length);
    for (const head of root(at).querySelectorAll<HTMLElement>('[data-row]')) head.click();
    await calm(at);
    expect(textsOf(at)).to.deep.equal([...evil].reverse());
    expect(root(at).querySelectorAll('script, img, [onerror]').length).to.equal(0);
    const hrefs = [...root(at).querySelectorAll('a')].map(({ protocol }) => protocol);
    expect(hrefs.every((protocol) => ['https:', 'http:', 'mailto:', 'tel:'].includes(protocol))).to.equal(true);
    expect(
      [...root(at).querySelectorAll('[aria-controls]')].every((each) =>
        root(at).getElementById(each.getAttribute('aria-controls')!),
      ),
    ).to.equal(true);
  });

  it('of a million characters hold up nobody', async () => {
    const at = await bench({ house: await houseWith([{ text: `${'word www.example.com '.repeat(60_000)}` }]) });
    expect(root(at).textContent!.length).to.be.below(10_000);
    await open(at, 'word');
    expect(root(at).textContent!.length).to.be.below(40_000);
  });

  for (const [name, shape] of Object.entries(wrongShapes))
    it(`is not taken for saved when the answer is ${name}`, async () => {
      const at = await bench({
        change: (backend) => ({ ...backend, notes: { ...backend.notes!, add: async () => shape() as Note } }),
      });
      await write(at, 'Words');
      await save(at);
      await until(() => underway(at).length === 1 || by(at, '[part=composer] .bar'));
      await until(() => root(at).querySelector('[role=alert]'));
      expect(at.heard.filter((each) => each.startsWith('added'))).to.deep.equal([]);
    });

  it('leave nothing behind when the element goes', async () => {
    const house = await houseWith([{ text: 'Words' }]);
    const drafts = memoryDrafts();
    const come = async () => {
      const at = await bench({ house, drafts });
      // It belongs to the page and its store, and listens on: it is there before anything is counted.
      const { tenantId, agent } = await at.desk.querySelector('note-list')!.source.backend!.session();
      await outboxFor(drafts, { tenantId, agentId: agent.id });
      await write(at, 'W');
      await write(at, '');
      at.desk.remove();
      await calm(at);
    };
    await come();
    expect(await leftovers(come)).to.deep.equal(nothingLeft);
  });

  it('are there again when the element comes back', async () => {
    const at = await bench({ house: await houseWith([{ text: 'Words' }]) });
    const { desk } = at;
    const parent = desk.parentElement!;
    desk.remove();
    await calm(at);
    expect(root(at).textContent).to.not.contain('Words');
    parent.append(desk);
    await until(() => textsOf(at)[0] === 'Words');
  });
});
