import { expect } from '@open-wc/testing';
import type { Message } from '../../../src/domain/message.js';
import { wrongShapes } from '../../../src/testing/faults.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { outboxFor } from '../../../src/wiring/outboxes.js';
import { staySilent } from '../../support/card.js';
import { leftovers, nothingLeft } from '../../support/leftovers.js';
import { stopTime } from '../../support/page-clock.js';
import {
  all,
  atOnce,
  before,
  bench,
  box,
  by,
  calm,
  houseWith,
  locked,
  mia,
  root,
  send,
  text,
  underway,
  until,
  withMessages,
  write,
} from './bench.js';

const evil = [
  '<img src=x onerror=alert(1)>',
  '${alert(1)} <!--?lit$--> <script>alert(1)</script>',
  'javascript:alert(1) data:text/html,x',
  '\u202eright to left \u0000nul \ud800half',
  '__proto__ constructor',
];

describe('messages that mean harm', () => {
  staySilent();
  const time = stopTime();

  it('stay text', async () => {
    const at = await bench({
      change: withMessages(() => ({
        list: async (scope) => ({
          items: evil.map((words, i): Message => ({
            id: `${words} ${i}`,
            ...('customerId' in scope && { customerId: scope.customerId }),
            channel: 'email',
            to: { raw: words },
            origin: 'card',
            address: words,
            subject: words,
            text: words,
            agentId: words,
            agentName: words,
            state: 'failed',
            failure: words as never,
            createdAt: '9999-12-31T23:59:59Z',
            revision: 1,
          })),
        }),
      })),
    });
    await calm(at);
    expect(root(at).querySelectorAll('script, img, [onerror], a').length).to.equal(0);
    await write(at, `${evil.join(' ')} {{<b>x</b>}}`);
    expect(root(at).querySelectorAll('script, img, b, [onerror]').length).to.equal(0);
    expect(all(at, '.open bdi').map((each) => each.textContent)).to.deep.equal(['<b>x</b>']);
  });

  it('of a million characters hold up nobody', async () => {
    const at = await bench();
    await write(at, '“{{x}}” '.repeat(100_000));
    expect(root(at).textContent!.length).to.be.below(10_000);
    expect(by(at, '#text-problem')).to.not.equal(null);
  });

  for (const [name, shape] of Object.entries(wrongShapes))
    it(`are not taken for sent when the answer is ${name}`, async () => {
      const at = await bench({ options: atOnce, change: withMessages(() => ({ send: async () => shape() as Message })) });
      await write(at, 'Words');
      await send(at);
      await until(() => underway(at).length === 1 && root(at).querySelector('.underway [role=alert]'));
      expect([at.heard.filter((each) => each.startsWith('sent')), before(at)]).to.deep.equal([[], []]);
    });

  it('leave nothing behind when the element goes', async () => {
    const [house, drafts] = [await houseWith(), memoryDrafts()];
    const come = async () => {
      const at = await bench({ house, drafts });
      // It belongs to the page and its store, and listens on: it is there before anything is counted.
      await outboxFor(drafts, { tenantId: 'memory', agentId: mia.id });
      await write(at, 'W');
      await send(at);
      await until(() => by(at, '#undo-message'));
      by(at, '#undo-message')!.click();
      await until(() => !locked(at));
      await write(at, '');
      at.desk.remove();
      await calm(at);
    };
    await come();
    expect(await leftovers(come)).to.deep.equal(nothingLeft);
  });

  it('are there again when the element comes back, and go out while it stands elsewhere', async () => {
    const at = await bench();
    await write(at, 'Half a message');
    const { desk, composer } = at;
    const parent = desk.parentElement!;
    desk.remove();
    await calm(at);
    expect(root(at).textContent).to.not.contain('Birk');
    parent.append(desk);
    await until(() => text(at) === 'Half a message');
    await send(at);
    await until(() => locked(at));
    const section = document.createElement('section');
    desk.append(section);
    section.append(composer);
    await until(() => box(at) && locked(at) && by(at, '#undo-message'));
    await time.pass(5000);
    await until(() => before(at).length === 1 && text(at) === '');
  });
});
