import { expect } from '@open-wc/testing';
import { BackendError, type BackendErrorCode } from '../../../src/backend/backend-error.js';
import type { Backend } from '../../../src/backend/backend.js';
import type { FieldProblem } from '../../../src/domain/field.js';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { staySilent, turn, until } from '../../support/card.js';
import { leftovers, nothingLeft } from '../../support/leftovers.js';
import { stopTime } from '../../support/page-clock.js';
import {
  add,
  bars,
  button,
  click,
  focused,
  input,
  isOpen,
  known,
  listed,
  look,
  notAdded,
  remove,
  sent,
  told,
  turnTo,
  type,
  undo,
} from './aliases-bench.js';
import { all, asked, bench, by, calm, choose, en, press, seat, textOf } from './bench.js';
import { aliases, journeyHouse, page, visiting } from './house.js';

const theirs = { id: 'b1', kind: 'login', value: 'bo', customerId: 'c2', since: '2026-02-01T12:00:00Z' } as const;
/** A backend that refuses to add, for reasons. */
const refusing = (code: BackendErrorCode, fields: readonly FieldProblem[]) => ({
  change: ({ journeys, ...rest }: Backend): Backend => ({
    ...rest,
    journeys: { ...journeys!, addAlias: () => Promise.reject(new BackendError(code, 'refused', { fields })) },
  }),
});
const c1 = ['laptop', 'phone', 'ingrid.hakonsen@example.com'];

describe('by what a customer is known on the web site', () => {
  staySilent();
  const time = stopTime();

  it('is closed, and not asked for, until somebody looks', async () => {
    const at = await bench({ events: visiting(), aliases });
    expect([isOpen(at), asked(at, 'aliases').length]).to.deep.equal([false, 0]);
    await look(at);
    expect([isOpen(at), listed(at)]).to.deep.equal([true, c1]);
    expect(all(at, '.alias').map(textOf)[0]).to.match(/^Browser laptop since /);
    await press(at, '.aliases summary');
    expect(isOpen(at)).to.equal(false);
  });

  it('says that there is nothing, and that it could not be read', async () => {
    const at = await known({ aliases: [] });
    expect(textOf(by(at, '.known'))).to.include(en['journey-aliases-none']);
    const other = await bench({ events: visiting(), aliases, plan: { 'journeys.aliases': { failing: 'offline' } } });
    await press(other, '.aliases summary');
    await until(() => bars(other).includes(en['journey-aliases-failed']));
    other.faulty.set({});
    await click(other, en['retry']);
    await until(() => listed(other).length === 3);
    expect(bars(other)).to.equal('');
  });

  it('can only be looked at without the permission to change customers', async () => {
    const at = await known({ permissions: ['customers.view'] });
    expect([listed(at), by(at, '.adding'), all(at, '.alias button').length]).to.deep.equal([c1, null, 0]);
  });

  it('is shown anew when a colleague or a login changes it', async () => {
    const at = await known();
    at.house.aliases.push({ ...theirs, id: 'new', customerId: 'c1' });
    at.house.tell({ kind: 'journey', id: 'c1', customerId: 'c1', revision: 1 });
    await time.pass(1000);
    await until(() => listed(at).length === 4);
    at.house.aliases = at.house.aliases.filter(({ id }) => id !== 'a1');
    at.house.tell({ kind: 'reset' });
    await time.pass(1000);
    await until(() => listed(at).length === 3 && !listed(at).includes('laptop'));
  });

  it('keeps what is there when it cannot be read again, and says so', async () => {
    const at = await known();
    at.faulty.set({ 'journeys.aliases': { failing: 'unavailable' } });
    at.house.tell({ kind: 'journey', id: 'c1', customerId: 'c1', revision: 1 });
    await time.pass(1000);
    await until(() => bars(at).includes(en['journey-aliases-failed']));
    expect(listed(at)).to.deep.equal(c1);
  });

  it('is closed for the next customer, and never shows what belongs to the last one', async () => {
    const at = await known({ aliases: [...aliases, theirs] });
    at.faulty.hold('journeys.aliases');
    at.house.tell({ kind: 'journey', id: 'c1', customerId: 'c1', revision: 1 });
    await time.pass(1000);
    await turnTo(at, 'c2');
    expect([isOpen(at), listed(at)]).to.deep.equal([false, []]);
    await press(at, '.aliases summary');
    await until(() => at.faulty.held === 2);
    await at.faulty.releaseAll('reversed');
    await calm(at);
    expect(listed(at)).to.deep.equal(['bo']);
  });

  for (const order of ['as-called', 'reversed', 'random'] as const)
    it(`is the one of the customer on screen, in whichever order answers come: ${order}`, async () => {
      const at = await known({ aliases: [...aliases, theirs] });
      at.faulty.hold('journeys.aliases');
      for (const customerId of ['c2', 'c1', 'c2', 'c1', 'c2']) {
        await turnTo(at, customerId);
        await press(at, '.aliases summary');
      }
      const released = at.faulty.releaseAll(order);
      for (let i = 0; i < 20; i += 1) {
        expect(listed(at).filter((value) => value !== 'bo')).to.deep.equal([]);
        await turn();
      }
      await released;
      await until(() => listed(at)[0] === 'bo');
    });
});

describe('adding by what a customer is known', () => {
  staySilent();
  const time = stopTime();

  it('says what follows before, and that it is done only when it is', async () => {
    const at = await known();
    expect(textOf(by(at, '.adding .consequence'))).to.equal(en['journey-alias-add-login']);
    await choose(at, '#alias-kind', 'visitor');
    expect(textOf(by(at, '.adding .consequence'))).to.equal(en['journey-alias-add-visitor']);
    await choose(at, '#alias-kind', 'email');
    at.faulty.hold('journeys.addAlias');
    await add(at, '  ingrid@work.example ');
    expect([told(at), button(at, en['journey-alias-adding']) !== undefined, input(at).readOnly]).to.deep.equal([[], true, true]);
    expect(focused(at), 'nobody is thrown out of the form').to.equal(input(at));
    await at.faulty.releaseAll();
    await until(() => told(at).includes(en['journey-alias-added']));
    await until(() => listed(at).includes('ingrid@work.example'));
    expect(sent(at, 'addAlias')).to.deep.equal([{ customerId: 'c1', kind: 'email', value: 'ingrid@work.example' }]);
    expect([input(at).value, input(at).readOnly, focused(at) === input(at)]).to.deep.equal(['', false, true]);
    await type(at, 'n');
    expect(told(at), 'it is not said of what is typed next').to.deep.equal([]);
  });

  it('does once what is asked for twice', async () => {
    const at = await known();
    await type(at, 'ingrid');
    const form = by<HTMLFormElement>(at, '.adding')!;
    for (let i = 0; i < 3; i += 1) form.requestSubmit();
    await until(() => listed(at).includes('ingrid'));
    await calm(at);
    expect(sent(at, 'addAlias').length).to.equal(1);
  });

  it('asks for what is missing, and sends nothing', async () => {
    const at = await known();
    await add(at, '   ');
    expect(bars(at)).to.include(en['journey-alias-required']);
    expect([focused(at) === input(at), input(at).getAttribute('aria-invalid')]).to.deep.equal([true, 'true']);
    await add(at, 'x'.repeat(201));
    expect(bars(at)).to.include(en['journey-alias-too-long']);
    await type(at, 'x');
    expect([bars(at), sent(at, 'addAlias').length]).to.deep.equal(['', 0]);
  });

  it('says at the field what a backend does not take', async () => {
    const { change } = refusing('invalid', [{ field: 'value', reason: 'not-an-e-mail' }]);
    const at = await known({ change });
    await choose(at, '#alias-kind', 'email');
    await add(at, 'ingrid@');
    await until(() => bars(at).includes(en['journey-alias-not-an-e-mail']));
    expect([input(at).value, input(at).readOnly, focused(at) === input(at)]).to.deep.equal(['ingrid@', false, true]);
  });

  it('says when it is another customer’s, and keeps what was typed', async () => {
    const at = await known({ aliases: [...aliases, theirs] });
    await add(at, 'bo');
    await until(() => bars(at).includes(notAdded('journey-alias-taken')));
    expect([input(at).value, listed(at), told(at)]).to.deep.equal(['bo', c1, []]);
    await add(at, 'bo2');
    await until(() => listed(at).includes('bo2'));
    expect(bars(at)).to.equal('');
  });

  it('says who is not allowed to', async () => {
    const at = await known({ plan: { 'journeys.addAlias': { failing: 'denied' } } });
    await add(at, 'ingrid');
    await until(() => bars(at).includes(notAdded('journey-alias-denied')));
    expect(input(at).value).to.equal('ingrid');
  });

  it('waits for the network, says so, and goes on by itself', async () => {
    const at = await known({ plan: { 'journeys.addAlias': { failing: 'offline' } } });
    await add(at, 'ingrid');
    await until(() => bars(at).includes(en['sent-by-itself']));
    expect([bars(at).includes(en['not-sent-yet']), bars(at).includes(en['error-offline']), told(at)]).to.deep.equal([
      true,
      true,
      [],
    ]);
    at.faulty.set({});
    await time.pass(60_000);
    await until(() => listed(at).includes('ingrid'));
    expect(bars(at)).to.equal('');
  });

  it('can be written again while it waits, and is not done twice when it was done already', async () => {
    const at = await known();
    at.faulty.set({ 'journeys.addAlias': { failing: 'offline' } });
    await add(at, 'ingrid');
    await until(() => bars(at).includes(en['sent-by-itself']));
    await click(at, en['edit-again']);
    expect([input(at).value, input(at).readOnly, focused(at) === input(at)]).to.deep.equal(['ingrid', false, true]);
    at.faulty.set({});
    by<HTMLFormElement>(at, '.adding')!.requestSubmit();
    await until(() => listed(at).includes('ingrid'));
    const keys = asked(at, 'addAlias').map(({ given }) => (given[1] as { readonly key: string }).key);
    expect(new Set(keys).size, 'the same words are the same deed').to.equal(1);
  });

  it('fetches nobody back who has gone elsewhere', async () => {
    const at = await known();
    at.faulty.hold('journeys.addAlias');
    await add(at, 'ingrid');
    const elsewhere = document.createElement('input');
    at.desk.parentElement!.append(elsewhere);
    elsewhere.focus();
    await at.faulty.releaseAll();
    await until(() => listed(at).includes('ingrid'));
    await calm(at);
    expect(document.activeElement).to.equal(elsewhere);
  });

  it('is a form of its own for each customer', async () => {
    const at = await known({ aliases: [...aliases, theirs] });
    await choose(at, '#alias-kind', 'visitor');
    at.faulty.hold('journeys.addAlias');
    await add(at, 'for Ingrid');
    await turnTo(at, 'c2');
    await look(at);
    expect([input(at).value, input(at).readOnly, by<HTMLSelectElement>(at, '#alias-kind')!.value, bars(at)]).to.deep.equal([
      '',
      false,
      'login',
      '',
    ]);
    await add(at, '');
    expect(bars(at)).to.include(en['journey-alias-required']);
    await turnTo(at, 'c1');
    expect(isOpen(at), 'what waits is shown').to.equal(true);
    expect([input(at).value, input(at).readOnly, bars(at)]).to.deep.equal(['for Ingrid', true, '']);
    await turnTo(at, 'c2');
    await at.faulty.releaseAll();
    await until(() => at.house.aliases.some(({ value }) => value === 'for Ingrid'));
    await calm(at);
    expect([told(at), at.house.aliases.at(-1)!.customerId]).to.deep.equal([[], 'c1']);
    await turnTo(at, 'c1');
    await look(at);
    expect([listed(at).includes('for Ingrid'), input(at).value]).to.deep.equal([true, '']);
  });
});

describe('removing by what a customer is known', () => {
  staySilent();
  const time = stopTime();

  it('says what follows first, and can be thought better of', async () => {
    const at = await known();
    await press(at, '[id="remove-a2"]');
    expect(textOf(by(at, '.alias .consequence'))).to.equal(en['journey-alias-remove-visitor']);
    expect(focused(at)).to.equal(by(at, '#keep'));
    await press(at, '#keep');
    expect([by(at, '#remove-now'), focused(at) === by(at, '[id="remove-a2"]')]).to.deep.equal([null, true]);
    await press(at, '[id="remove-a3"]');
    expect(textOf(by(at, '.alias .consequence'))).to.equal(en['journey-alias-remove-login']);
    by(at, '#keep')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await calm(at);
    expect([by(at, '#remove-now'), focused(at) === by(at, '[id="remove-a3"]')]).to.deep.equal([null, true]);
    await time.pass(60_000);
    expect(sent(at, 'removeAlias')).to.deep.equal([]);
  });

  it('is sent after ten seconds and not before, and is told once', async () => {
    const at = await known();
    await remove(at, 'a3');
    expect(focused(at)).to.equal(undo(at, 'a3'));
    await time.pass(9900);
    expect([sent(at, 'removeAlias'), listed(at)]).to.deep.equal([[], c1]);
    expect(textOf(by(at, '.undoing'))).to.include('Removed in 1 s');
    await time.pass(100);
    await until(() => listed(at).length === 2);
    await until(() => told(at).includes(en['journey-alias-removed']));
    expect(sent(at, 'removeAlias')).to.deep.equal(['a3']);
    expect(focused(at)?.closest('.aliases'), 'the focus stays here').to.not.equal(null);
    const next = await known({ house: at.house });
    await calm(next);
    expect(told(next), 'what is over is no news').to.deep.equal([]);
  });

  it('can be undone, and then nothing was sent', async () => {
    const at = await known();
    await remove(at, 'a3');
    undo(at, 'a3')!.click();
    await until(() => by(at, '[id="remove-a3"]'));
    await calm(at);
    expect(focused(at)).to.equal(by(at, '[id="remove-a3"]'));
    await time.pass(60_000);
    expect([sent(at, 'removeAlias'), listed(at)]).to.deep.equal([[], c1]);
  });

  it('is one thing for each of them', async () => {
    const at = await known();
    await remove(at, 'a1');
    await time.pass(2000);
    await remove(at, 'a3');
    expect(focused(at)).to.equal(undo(at, 'a3'));
    undo(at, 'a1')!.click();
    await until(() => by(at, '[id="remove-a1"]'));
    await time.pass(10_000);
    await until(() => !listed(at).includes('ingrid.hakonsen@example.com'));
    expect(sent(at, 'removeAlias')).to.deep.equal(['a3']);
  });

  it('is done once, however often it is pressed', async () => {
    const at = await known();
    await press(at, '[id="remove-a3"]');
    const now = by(at, '#remove-now')!;
    for (let i = 0; i < 3; i += 1) now.click();
    await until(() => undo(at, 'a3'));
    await time.pass(10_000);
    await until(() => listed(at).length === 2);
    expect(sent(at, 'removeAlias')).to.deep.equal(['a3']);
  });

  it('goes on while another customer is on screen, and is there when this one is again', async () => {
    const at = await known({ aliases: [...aliases, theirs] });
    await press(at, '[id="remove-a1"]');
    await turnTo(at, 'c2');
    await turnTo(at, 'c1');
    await look(at);
    expect(by(at, '#remove-now'), 'nobody is asked any more').to.equal(null);
    await remove(at, 'a3');
    await time.pass(4000);
    await turnTo(at, 'c2');
    expect([isOpen(at), undo(at, 'a3')]).to.deep.equal([false, null]);
    await turnTo(at, 'c1');
    await until(() => undo(at, 'a3'));
    expect(textOf(by(at, '.undoing'))).to.include('Removed in 6 s');
    await turnTo(at, 'c2');
    await time.pass(6000);
    await until(() => sent(at, 'removeAlias').length === 1);
    await calm(at);
    expect(told(at), 'of nobody who is not on screen').to.deep.equal([]);
    await turnTo(at, 'c1');
    await look(at);
    expect(listed(at)).to.deep.equal(['laptop', 'phone']);
  });

  it('of a browser takes what it told along, and leaves open what is looked at', async () => {
    const at = await known({ frame: 'all' });
    await remove(at, 'a1');
    await time.pass(10_000);
    await until(() => at.house.log.length === 0);
    await time.pass(1000);
    await until(() => listed(at).length === 2 && at.journey.visits.complete && at.journey.count === 0);
    expect(isOpen(at)).to.equal(true);
  });

  it('says why it was not done', async () => {
    const at = await known({ plan: { 'journeys.removeAlias': { failing: 'denied' } } });
    await remove(at, 'a3');
    await time.pass(10_000);
    await until(() => bars(at).includes(en['journey-alias-not-removed']));
    expect([bars(at).includes(en['journey-alias-denied']), listed(at), told(at)]).to.deep.equal([true, c1, []]);
    await press(at, '[id="remove-a3"]');
    expect(bars(at)).to.equal('');
  });

  it('is done where somebody else did it meanwhile', async () => {
    const at = await known();
    await remove(at, 'a3');
    at.house.aliases = at.house.aliases.filter(({ id }) => id !== 'a3');
    await time.pass(10_000);
    await until(() => listed(at).length === 2);
    expect(bars(at)).to.equal('');
  });

  it('waits for the network, says so, and can be taken back or tried again', async () => {
    const at = await known({ plan: { 'journeys.removeAlias': { failing: 'offline' } } });
    await remove(at, 'a3');
    await time.pass(10_000);
    await until(() => bars(at).includes(en['not-sent-yet']));
    expect(bars(at)).to.include(en['sent-by-itself']).and.to.include(en['error-offline']);
    at.faulty.set({});
    await click(at, en['undo'], '.alias');
    await until(() => by(at, '[id="remove-a3"]'));
    expect([bars(at), at.house.aliases.length]).to.deep.equal(['', 3]);
    at.faulty.set({ 'journeys.removeAlias': { failing: 'offline' } });
    await remove(at, 'a3');
    await time.pass(10_000);
    await until(() => bars(at).includes(en['not-sent-yet']));
    at.faulty.set({});
    await click(at, en['retry'], '.alias');
    await until(() => listed(at).length === 2);
  });

  it('is said to be lost with the page, where nothing lasts', async () => {
    const at = await known();
    const leaving = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    at.desk.guardUnload = true;
    await at.desk.updateComplete;
    expect(leaving()).to.equal(false);
    await remove(at, 'a3');
    expect(leaving()).to.equal(true);
    undo(at, 'a3')!.click();
    await until(() => by(at, '[id="remove-a3"]'));
    expect(leaving()).to.equal(false);
    await type(at, 'ingrid');
    expect(leaving()).to.equal(true);
  });
});

describe('aliases for assistive technology', () => {
  staySilent();
  const time = stopTime();

  const events = page(8, '/', 'Home', 60);
  const faces: Readonly<Record<string, () => ReturnType<typeof known>>> = {
    listed: () => known({ events }),
    'none there': () => known({ events, aliases: [] }),
    'asked about': async () => {
      const at = await known({ events });
      await press(at, '[id="remove-a2"]');
      return at;
    },
    'being removed': async () => {
      const at = await known({ events });
      await remove(at, 'a1');
      await remove(at, 'a3');
      return at;
    },
    'not removed': async () => {
      const at = await known({ events, plan: { 'journeys.removeAlias': { failing: 'denied' } } });
      await remove(at, 'a3');
      await time.pass(10_000);
      await until(() => bars(at).includes(en['journey-alias-not-removed']));
      return at;
    },
    'waiting to be sent': async () => {
      const at = await known({ events, plan: { 'journeys.addAlias': { failing: 'offline' } } });
      await add(at, 'ingrid');
      await until(() => bars(at).includes(en['sent-by-itself']));
      return at;
    },
    'another customer’s': async () => {
      const at = await known({ events, aliases: [...aliases, theirs] });
      await add(at, 'bo');
      await until(() => bars(at).includes(en['journey-alias-taken']));
      return at;
    },
    'with a problem': async () => {
      const at = await known({ events });
      await add(at, '');
      return at;
    },
  };
  for (const scheme of ['light', 'dark'] as const)
    for (const [name, show] of Object.entries(faces))
      it(`have nothing to fault ${name}, ${scheme}`, async () => {
        const { journey, desk } = await show();
        const frame = desk.parentElement!;
        frame.style.colorScheme = scheme;
        frame.style.background = 'Canvas';
        await expect(journey).to.be.accessible();
      });

  it('are opened and closed by keyboard, and everything in them can be reached', async () => {
    const at = await known();
    const summary = by(at, '.aliases summary')!;
    expect(summary.tabIndex).to.equal(0);
    const stops = all(at, '.known :is(button, input, select)').filter(({ tabIndex }) => tabIndex >= 0);
    expect(stops.map(({ id }) => id)).to.deep.equal([
      'remove-a1',
      'remove-a2',
      'remove-a3',
      'alias-kind',
      'alias-value',
      'add-alias',
    ]);
  });

  it('leave nothing on the page when it is over, whatever was begun', async () => {
    const house = journeyHouse(visiting(), { aliases });
    const drafts = memoryDrafts();
    const round = async () => {
      const at = await known({ house, drafts });
      await remove(at, 'a3');
      undo(at, 'a3')!.click();
      await until(() => by(at, '[id="remove-a3"]'));
      house.tell({ kind: 'journey', id: 'c1', customerId: 'c1', revision: 1 });
      await type(at, 'ingrid');
      await type(at, '');
      at.desk.parentElement!.remove();
      await turn();
    };
    await round();
    expect(
      await leftovers(async () => {
        for (let i = 0; i < 5; i += 1) await round();
      }),
    ).to.deep.equal(nothingLeft);
  });

  it('are absent where a backend keeps none', async () => {
    const at = seat({
      events: visiting(),
      change: ({ journeys, ...rest }) => {
        const { aliases: _, addAlias: __, removeAlias: ___, ...less } = journeys!;
        return { ...rest, journeys: less };
      },
    });
    await until(() => by(at, '[part=now]'));
    expect(by(at, '.aliases')).to.equal(null);
  });
});
