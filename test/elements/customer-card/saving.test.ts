import { expect } from '@open-wc/testing';
import type { Backend } from '../../../src/backend/backend.js';
import { BackendError, type BackendErrorCode } from '../../../src/backend/backend-error.js';
import type { CustomerSavedEvent } from '../../../src/elements/customer-card/customer-card.events.js';
import { type RawError, rawErrors, type WrongShape, wrongShapes } from '../../../src/testing/faults.js';
import {
  button,
  call,
  en,
  fieldsOf,
  focused,
  give,
  house,
  numbers,
  press,
  said,
  type Scene,
  settled,
  show,
  squeeze,
  staySilent,
  textOf,
  type SceneOptions,
  until,
} from '../../support/card.js';
import { add, cancel, closed, edit, fill, form, input, inputs, opened, problems, save } from '../../support/form.js';
import { stopTime } from '../../support/page-clock.js';

const city = en['field-city'];
const givenName = en['field-givenName'];
const minute = 60_000;

interface Desk extends Scene {
  /** What the host was told, in order. */
  readonly heard: string[];
}

async function desk(options: SceneOptions = {}): Promise<Desk> {
  const scene = await show({ interaction: call(numbers.one), ...options });
  const heard: string[] = [];
  scene.card.addEventListener('customer-saved', (event) => {
    const { customerId, interactionId, created } = event as CustomerSavedEvent;
    heard.push(`${created ? 'added' : 'saved'} ${customerId} in ${interactionId}`);
  });
  return { ...scene, heard };
}

const writes = ({ faulty }: Scene, method = 'customers.change') => faulty.calls.filter((each) => each.method === method);
const keys = (scene: Scene, method?: string) => writes(scene, method).map(({ given }) => (given.at(-1) as { key?: string }).key);
const bars = (card: Element): string =>
  [...card.shadowRoot!.querySelectorAll('[part=bar]')].map((bar) => squeeze(bar.textContent ?? '')).join(' | ');
const says = (card: Element, text: string) => until(() => bars(card).includes(text), `a bar says ${text}`);
const disabled = (card: Element) => input(card, city).matches(':disabled');

/** Ada with another city, saved as far as that goes. */
async function saves(scene: Scene, text = 'Voss'): Promise<void> {
  await edit(scene.card);
  fill(scene.card, city, text);
  save(scene.card);
}
async function adds(scene: Scene, name = 'Zoe'): Promise<void> {
  await add(scene.card);
  fill(scene.card, givenName, name);
  save(scene.card);
}
/** A call of Geir's. */
const geirs = async (scene: Scene) => call(numbers.none, { customerId: await scene.id('geir') });
const record = async ({ backend, id }: Scene, words = 'ada') => (await backend.customers!.get(await id(words)))!;
const drafts = async ({ card }: Scene) => (await card.writing.value!.typing.store!.list('draft')).map(({ key }) => key);

/** A backend whose change is done, and answered in another way. */
function answering(backend: Backend, answer: (done: unknown, times: number) => unknown): Backend {
  const { customers } = backend;
  let times = 0;
  return {
    ...backend,
    customers: {
      ...customers!,
      change: async (...given) => answer(await customers!.change!(...given), (times += 1)) as never,
      add: async (...given) => answer(await customers!.add!(...given), (times += 1)) as never,
    },
  };
}

describe('saving a customer', () => {
  staySilent();
  const time = stopTime();

  describe('until the backend has acknowledged it', () => {
    it('says Saving…, tells nobody that it is saved, and takes no typing', async () => {
      const scene = await desk();
      const { card, heard, faulty } = scene;
      faulty.hold('customers.change');
      await saves(scene);
      await until(() => faulty.held === 1);
      expect(textOf(card)).to.include(en.saving);
      expect(disabled(card)).to.equal(true);
      expect(heard).to.deep.equal([]);
      expect(said(card)).to.equal('');
      await faulty.releaseAll();
      await closed(card);
      expect(said(card)).to.equal(en.saved({ name: 'Ada Berg' }));
      expect(heard).to.deep.equal([`saved ${await scene.id('ada')} in ${card.interaction!.id}`]);
      expect(await drafts(scene)).to.deep.equal([]);
    });

    it('lets the agent go on looking, says that it goes on, and shows it again', async () => {
      const scene = await desk();
      const { card, heard, faulty } = scene;
      faulty.hold('customers.change');
      await saves(scene);
      await until(() => faulty.held === 1);
      cancel(card);
      await closed(card);
      await says(card, en['saving-goes-on']);
      button(card, en.show).click();
      await opened(card);
      expect(disabled(card)).to.equal(true);
      cancel(card);
      await closed(card);
      await faulty.releaseAll();
      await until(() => fieldsOf(card)['City'] === 'Voss');
      expect(bars(card)).not.to.include(en['saving-goes-on']);
      expect(heard.length).to.equal(1);
      expect(said(card)).to.equal(en.saved({ name: 'Ada Berg' }));
      await edit(card);
      expect(disabled(card)).to.equal(false);
      expect(bars(card)).to.equal('');
    });

    it('lets the agent go on looking at an address that nobody has, too', async () => {
      const scene = await desk({ interaction: call(numbers.none) });
      const { card, heard, faulty } = scene;
      faulty.hold('customers.add');
      await adds(scene);
      await until(() => faulty.held === 1);
      cancel(card);
      await closed(card);
      await says(card, en['saving-goes-on']);
      await faulty.releaseAll();
      await until(() => textOf(card).includes('Zoe'));
      expect(heard.length).to.equal(1);
      expect(form(card)).to.equal(null);
    });
  });

  it('is done as often as it is done, with a key of its own each time', async () => {
    const scene = await desk();
    const { card, heard } = scene;
    for (const text of ['Voss', 'Molde', 'Bodø']) {
      await saves(scene, text);
      await closed(card);
      await until(() => fieldsOf(card)['City'] === text);
    }
    expect(heard.length).to.equal(3);
    expect(new Set(keys(scene)).size).to.equal(3);
    expect(keys(scene).every((key) => typeof key === 'string' && key !== '')).to.equal(true);
    expect((await record(scene)).revision).to.equal(4);
  });

  it('writes once, however often Save is pressed', async () => {
    const scene = await desk();
    const { card, heard, faulty } = scene;
    faulty.hold('customers.change');
    await edit(card);
    fill(card, city, 'Voss');
    save(card);
    save(card);
    press(input(card, city), 'Enter', { ctrlKey: true });
    form(card)!.requestSubmit();
    await until(() => faulty.held === 1);
    press(form(card)!, 'Enter', { ctrlKey: true });
    await faulty.releaseAll();
    await closed(card);
    await settled(scene);
    expect(writes(scene).length).to.equal(1);
    expect(heard.length).to.equal(1);
  });

  it('adds once, however often Save is pressed', async () => {
    const scene = await desk({ interaction: call(numbers.none) });
    const { card, heard } = scene;
    await add(card);
    fill(card, givenName, 'Zoe');
    save(card);
    press(form(card)!, 'Enter', { ctrlKey: true });
    form(card)!.requestSubmit();
    await closed(card);
    await settled(scene);
    expect(writes(scene, 'customers.add').length).to.equal(1);
    expect(heard.length).to.equal(1);
    expect((await scene.backend.customers!.search('zoe')).length).to.equal(1);
  });

  it('has one effect where the network delivers everything twice', async () => {
    const scene = await desk({ plan: { 'customers.change': { twice: true } } });
    await saves(scene);
    await closed(scene.card);
    await settled(scene);
    expect((await record(scene)).revision).to.equal(2);
    expect(scene.heard.length).to.equal(1);
  });

  it('waits for an answer that is late', async () => {
    const scene = await desk({ plan: { 'customers.change': { late: 300 } } });
    await saves(scene);
    await closed(scene.card);
    expect(fieldsOf(scene.card)).to.include({ City: 'Voss' });
    expect(scene.heard.length).to.equal(1);
  });

  it('keeps customers apart whose answers come in another order', async () => {
    const backend = house();
    const one = await desk({ backend });
    const other = await desk({ backend, interaction: await geirs(one) });
    const { faulty } = one;
    other.card.backend = faulty.backend;
    await settled(other);
    faulty.hold('customers.change');
    await saves(one, 'Voss');
    await saves(other, 'Molde');
    await until(() => faulty.held === 2);
    await faulty.releaseAll('reversed');
    await Promise.all([closed(one.card), closed(other.card)]);
    await until(() => fieldsOf(one.card)['City'] === 'Voss' && fieldsOf(other.card)['City'] === 'Molde');
    expect(one.heard).to.deep.equal([`saved ${await one.id('ada')} in ${one.card.interaction!.id}`]);
    expect(other.heard).to.deep.equal([`saved ${await one.id('geir')} in ${other.card.interaction!.id}`]);
  });

  describe('that does not get through', () => {
    const passing: readonly BackendErrorCode[] = ['offline', 'unavailable', 'timeout', 'rate-limited'];
    for (const code of passing) {
      it(`(${code}) is kept, goes out by itself, and is the same deed every time`, async () => {
        const scene = await desk({ plan: { 'customers.change': { failing: code } } });
        const { card, heard, faulty } = scene;
        await saves(scene);
        await says(card, en['not-sent-yet']);
        expect(bars(card))
          .to.include(en[`error-${code as 'offline'}`])
          .and.to.include(en['sent-by-itself']);
        expect(textOf(card)).not.to.include(en.saving);
        expect(inputs(card)).to.include({ city: 'Voss' });
        expect(disabled(card)).to.equal(true);
        await time.pass(3 * minute);
        expect(writes(scene).length).to.be.greaterThan(3);
        faulty.set({});
        // In steps: what is sent has to have been answered before its time limit has passed too.
        for (let second = 0; second < 60; second += 1) await time.pass(1000);
        await closed(card);
        expect(new Set(keys(scene)).size).to.equal(1);
        expect(heard.length).to.equal(1);
        expect((await record(scene)).revision).to.equal(2);
        expect(said(card)).to.equal(en.saved({ name: 'Ada Berg' }));
      });
    }

    it('goes out at once when the network is back', async () => {
      const scene = await desk({ plan: { 'customers.change': { failing: 'offline' } } });
      await saves(scene);
      await says(scene.card, en['not-sent-yet']);
      scene.faulty.set({});
      window.dispatchEvent(new Event('online'));
      await closed(scene.card);
      expect(scene.heard.length).to.equal(1);
    });

    it('goes out at once when the agent tries again, under the same key', async () => {
      const scene = await desk({ plan: { 'customers.change': { failing: 'unavailable' } } });
      const { card } = scene;
      await saves(scene);
      await says(card, en['not-sent-yet']);
      scene.faulty.set({});
      button(card, en.retry).click();
      await closed(card);
      expect(new Set(keys(scene)).size).to.equal(1);
      expect(scene.heard.length).to.equal(1);
    });

    it('can be taken back into the form, and saved with something else', async () => {
      const scene = await desk({ plan: { 'customers.change': { failing: 'offline' } } });
      const { card } = scene;
      await saves(scene);
      await says(card, en['not-sent-yet']);
      button(card, en['edit-again']).click();
      await until(() => !disabled(card));
      expect(inputs(card)).to.include({ city: 'Voss' });
      expect(card.shadowRoot!.activeElement?.closest('.form')).to.exist;
      await time.pass(5 * minute);
      expect(writes(scene).length).to.equal(1);
      scene.faulty.set({});
      fill(card, city, 'Molde');
      save(card);
      await closed(card);
      expect((await record(scene)).fields['city']).to.equal('Molde');
      expect((await record(scene)).revision).to.equal(2);
      expect(scene.heard.length).to.equal(1);
    });

    it('although it was done, is not done again when it is taken back and saved', async () => {
      const backend = answering(house(), (done, times) => {
        if (times === 1) throw new BackendError('timeout', 'the answer was lost');
        return done;
      });
      const scene = await desk({ backend });
      const { card } = scene;
      await saves(scene);
      await says(card, en['not-sent-yet']);
      button(card, en['edit-again']).click();
      await until(() => !disabled(card));
      await settled(scene);
      expect(bars(card)).not.to.include('A colleague changed');
      expect(inputs(card)).to.include({ city: 'Voss' });
      save(card);
      await closed(card);
      await settled(scene);
      expect(fieldsOf(card)).to.include({ City: 'Voss' });
      expect((await record(scene)).revision).to.equal(2);
    });

    it('although the customer was added, does not add a second one when it is taken back and saved', async () => {
      const backend = answering(house(), (done, times) => {
        if (times === 1) throw new BackendError('timeout', 'the answer was lost');
        return done;
      });
      const scene = await desk({ backend, interaction: call(undefined) });
      const { card, heard } = scene;
      await adds(scene);
      await says(card, en['not-sent-yet']);
      button(card, en['edit-again']).click();
      await until(() => !input(card, givenName).matches(':disabled'));
      save(card);
      await until(() => heard.length === 1);
      await closed(card);
      expect(new Set(keys(scene, 'customers.add')).size).to.equal(1);
      expect((await scene.backend.customers!.search('zoe')).length).to.equal(1);
    });

    it('because nobody answers, says so after a while, and goes on by itself', async () => {
      const scene = await desk({ plan: { 'customers.change': { never: true } } });
      const { card, faulty } = scene;
      await saves(scene);
      await until(() => writes(scene).length === 1);
      await time.pass(29_000);
      expect(bars(card)).to.equal('');
      await time.pass(2000);
      await says(card, en['not-sent-yet']);
      expect(bars(card)).to.include(en['error-timeout']);
      faulty.set({});
      await time.pass(2 * minute);
      await closed(card);
      expect(new Set(keys(scene)).size).to.equal(1);
      expect(scene.heard.length).to.equal(1);
    });

    it('because nobody is logged in, says so, waits, and goes on with the session', async () => {
      const scene = await desk({ plan: { 'customers.change': { failing: 'unauthenticated' } } });
      const { card, faulty } = scene;
      await saves(scene);
      await says(card, en['error-unauthenticated']);
      await time.pass(10 * minute);
      expect(writes(scene).length).to.equal(1);
      faulty.set({});
      faulty.tell({ kind: 'session', id: 's', revision: 2 });
      await closed(card);
      expect(scene.heard.length).to.equal(1);
      expect(new Set(keys(scene)).size).to.equal(1);
    });
  });

  describe('that is refused', () => {
    const back = async (scene: Scene, text: string) => {
      await says(scene.card, en['not-saved']);
      await until(() => !disabled(scene.card));
      expect(bars(scene.card)).to.include(text);
      expect(inputs(scene.card)).to.include({ city: 'Voss' });
      expect(textOf(scene.card)).not.to.include(en.saving);
      expect((scene as Desk).heard).to.deep.equal([]);
      expect(writes(scene).length).to.equal(1);
    };

    for (const [code, text] of [
      ['denied', en['saving-denied']],
      ['unsupported', en['error-unsupported']],
      ['invalid', en['error-invalid']],
    ] as const)
      it(`(${code}) gives the text back to the form, with the reason, and can be saved later`, async () => {
        const scene = await desk({ plan: { 'customers.change': { failing: code } } });
        await saves(scene);
        await back(scene, text);
        scene.faulty.set({});
        save(scene.card);
        await closed(scene.card);
        expect(scene.heard.length).to.equal(1);
      });

    const refusing = (fields: unknown): Backend => {
      const backend = house();
      const change = async () => {
        throw new BackendError('invalid', 'no', { fields: fields as never });
      };
      return { ...backend, customers: { ...backend.customers!, change } };
    };

    it('for what stands in fields shows it there, with the focus on the first', async () => {
      const backend = refusing([
        { field: 'givenName', reason: 'too-long' },
        { field: 'city', reason: 'no-such-city' },
      ]);
      const scene = await desk({ backend });
      const { card } = scene;
      await saves(scene);
      await until(() => Object.keys(problems(card)).length === 2);
      expect(problems(card)).to.deep.equal({
        givenName: en['problem-too-long']({ field: givenName }),
        city: en['problem-other']({ reason: 'no-such-city' }),
      });
      await until(() => focused(card) === input(card, givenName));
      expect(disabled(card)).to.equal(false);
    });

    for (const [what, fields] of [
      ['what is no list', 'city'],
      ['what are no problems', [null, 7, {}, { field: 'city' }]],
      ['fields that there are not', [{ field: 'nowhere', reason: 'odd' }]],
    ] as const)
      it(`with ${what} for fields says that it was not accepted`, async () => {
        const scene = await desk({ backend: refusing(fields) });
        await saves(scene);
        await back(scene, en['error-invalid']);
      });

    it('without a reason that helps stops, says so, and is tried again when the agent wants', async () => {
      const scene = await desk({ plan: { 'customers.change': { failing: 'failed' } } });
      const { card } = scene;
      await saves(scene);
      await says(card, en['not-saved']);
      expect(bars(card)).to.include(en['error-failed']).and.not.to.include(en['sent-by-itself']);
      await time.pass(10 * minute);
      expect(writes(scene).length).to.equal(1);
      expect(textOf(card)).not.to.include(en.saving);
      scene.faulty.set({});
      button(card, en.retry).click();
      await closed(card);
      expect(scene.heard.length).to.equal(1);
    });

    it('as a conflict in which nothing has changed asks the agent, not the backend for ever', async () => {
      const scene = await desk({ plan: { 'customers.change': { failing: 'conflict' } } });
      const { card } = scene;
      await saves(scene);
      await says(card, en['error-conflict']);
      await settled(scene);
      expect(bars(card)).not.to.include(en['sent-by-itself']);
      expect(writes(scene).length).to.equal(1);
      button(card, en.retry).click();
      await until(() => writes(scene).length === 2);
      await says(card, en['error-conflict']);
      scene.faulty.set({});
      button(card, en['edit-again']).click();
      await until(() => !disabled(card));
      expect(inputs(card)).to.include({ city: 'Voss' });
      save(card);
      await closed(card);
      expect(scene.heard.length).to.equal(1);
    });

    it('as a conflict with a record that cannot be read asks the agent', async () => {
      const scene = await desk({
        plan: { 'customers.change': { failing: 'conflict' }, 'customers.get': { failing: 'offline' } },
      });
      await saves(scene);
      await says(scene.card, en['error-conflict']);
      expect(button(scene.card, en.retry).disabled).to.equal(false);
      expect(inputs(scene.card)).to.include({ city: 'Voss' });
    });
  });

  describe('by a backend that raises what no backend may', () => {
    for (const raw of Object.keys(rawErrors) as RawError[])
      it(`(${raw}) ends where the agent can see it and go on`, async () => {
        const scene = await desk({ plan: { 'customers.change': { rawError: raw } } });
        const { card } = scene;
        await saves(scene);
        await until(() => bars(card).includes(en['not-saved'].replace('.', '')));
        expect(inputs(card)).to.include({ city: 'Voss' });
        scene.faulty.set({});
        button(card, en.retry).click();
        await closed(card);
        expect(scene.heard.length).to.equal(1);
      });
  });

  describe('by a backend that answers nonsense', () => {
    for (const shape of Object.keys(wrongShapes) as WrongShape[]) {
      it(`(${shape}) is not called saved where the record says that it is not`, async () => {
        const scene = await desk({ plan: { 'customers.change': { wrongShape: shape } } });
        const { card, heard } = scene;
        await saves(scene);
        await says(card, en['not-saved']);
        expect(bars(card)).to.include(en['error-failed']);
        expect(inputs(card)).to.include({ city: 'Voss' });
        expect(heard).to.deep.equal([]);
        expect(writes(scene).length).to.equal(1);
        scene.faulty.set({});
        button(card, en['edit-again']).click();
        await until(() => !disabled(card));
        save(card);
        await closed(card);
        expect(heard.length).to.equal(1);
      });

      it(`(${shape}) is saved where the record says so`, async () => {
        const scene = await desk({ backend: answering(house(), () => wrongShapes[shape]()) });
        const { card, heard } = scene;
        await saves(scene);
        await closed(card);
        await until(() => fieldsOf(card)['City'] === 'Voss');
        expect(heard).to.deep.equal([`saved ${await scene.id('ada')} in ${card.interaction!.id}`]);
      });
    }

    it('to a new customer says that it is not saved, and does not add it twice', async () => {
      let nonsense = true;
      const backend = answering(house(), (done) => (nonsense ? 'thanks' : done));
      const scene = await desk({ backend, interaction: call(undefined) });
      const { card, heard } = scene;
      await adds(scene);
      await says(card, en['not-saved']);
      expect(heard).to.deep.equal([]);
      nonsense = false;
      button(card, en['edit-again']).click();
      await until(() => !input(card, givenName).matches(':disabled'));
      save(card);
      await until(() => heard.length === 1);
      await closed(card);
      expect((await backend.customers!.search('zoe')).length).to.equal(1);
    });
  });

  describe('while the agent turns to somebody else', () => {
    it('shows nothing of it there, tells the host, and is done when they come back', async () => {
      const scene = await desk();
      const { card, heard, faulty } = scene;
      const first = card.interaction!;
      faulty.hold('customers.change');
      await saves(scene);
      await until(() => faulty.held === 1);
      await give(scene, await geirs(scene));
      await until(() => textOf(card).includes('Geir'));
      await settledBut(scene);
      const before = textOf(card);
      await faulty.releaseAll();
      await until(() => heard.length === 1);
      await settled(scene);
      expect(textOf(card)).to.equal(before);
      expect(said(card)).to.equal('');
      expect(heard).to.deep.equal([`saved ${await scene.id('ada')} in ${first.id}`]);
      expect(await drafts(scene)).to.deep.equal([]);
      await give(scene, first);
      await until(() => fieldsOf(card)['City'] === 'Voss');
      expect(form(card)).to.equal(null);
      expect(bars(card)).to.equal('');
    });

    it('shows nothing there of what Save came to before it was handed over', async () => {
      const scene = await desk();
      const { card, faulty } = scene;
      faulty.hold('customers.duplicates');
      await edit(card);
      fill(card, en['field-email'], 'new@fjord.example');
      save(card);
      await until(() => faulty.held === 1);
      await give(scene, await geirs(scene));
      await until(() => textOf(card).includes('Geir'));
      await edit(card);
      await faulty.releaseAll();
      await settled(scene);
      expect(textOf(card)).not.to.include(en.saving);
      expect(bars(card)).to.equal('');
      expect(inputs(card)).to.include({ givenName: 'Geir' });
      expect(writes(scene).length).to.equal(0);
    });

    it('is done once although the card has been taken away', async () => {
      const scene = await desk();
      const { card, faulty } = scene;
      faulty.hold('customers.change');
      await saves(scene);
      await until(() => faulty.held === 1);
      card.remove();
      await faulty.releaseAll();
      await until(() => faulty.calls.every(({ state }) => state !== 'waiting'));
      await time.pass(10 * minute);
      expect((await record(scene)).fields['city']).to.equal('Voss');
      expect(writes(scene).length).to.equal(1);
    });

    it('is told by the card that is there when the one that saved it is gone', async () => {
      const scene = await desk();
      const { card, faulty } = scene;
      const { interaction } = card;
      faulty.hold('customers.change');
      await saves(scene);
      await until(() => faulty.held === 1);
      const other = document.createElement('customer-card');
      other.backend = faulty.backend;
      other.interaction = interaction;
      const heard: string[] = [];
      scene.wrapper.addEventListener('customer-saved', ({ interactionId }) => heard.push(String(interactionId)));
      scene.wrapper.append(other);
      await opened(other);
      card.remove();
      await faulty.releaseAll();
      await closed(other);
      expect(heard).to.deep.equal([interaction!.id]);
      await until(() => fieldsOf(other)['City'] === 'Voss');
    });

    it('is told once where two cards show it', async () => {
      const scene = await desk();
      const { card, faulty } = scene;
      const heard: EventTarget[] = [];
      scene.wrapper.addEventListener('customer-saved', ({ target }) => heard.push(target!));
      const other = document.createElement('customer-card');
      other.backend = faulty.backend;
      other.interaction = card.interaction;
      scene.wrapper.append(other);
      await until(() => textOf(other).includes('Ada Berg'));
      faulty.hold('customers.change');
      await saves(scene);
      await until(() => faulty.held === 1);
      await opened(other);
      await faulty.releaseAll();
      await closed(card);
      await closed(other);
      await until(() => [card, other].every((each) => fieldsOf(each)['City'] === 'Voss'));
      expect(heard.map((target) => target === card)).to.deep.equal([true]);
    });
  });
});

/** What is held stays held; everything else is on screen. */
async function settledBut({ card, faulty }: Scene): Promise<void> {
  await until(() => faulty.calls.filter(({ state }) => state === 'waiting').length === faulty.held);
  await card.phones.load();
  await card.updateComplete;
  await card.updateComplete;
}
