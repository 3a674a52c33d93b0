import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Backend } from '../../../src/backend/backend.js';
import type { CustomerDraft } from '../../../src/domain/customer.js';
import type { Interaction } from '../../../src/domain/interaction.js';
import { rounds, seed } from '../../support/chance.js';
import {
  ada,
  allByRole,
  bo,
  button,
  byRole,
  call,
  cyril,
  en,
  eva,
  everybody,
  everything,
  geir,
  give,
  house,
  namesIn,
  nordlys,
  numbers,
  place,
  ProbeTab,
  press,
  said,
  settled,
  show,
  staySilent,
  textOf,
  turn,
  type,
  until,
} from '../../support/card.js';

/** Whom each number may bring to the screen. */
const allowed: Readonly<Record<string, readonly CustomerDraft[]>> = {
  [numbers.one]: [ada],
  [numbers.many]: [bo, cyril],
  [numbers.shared]: [nordlys, eva],
  [numbers.sharedByOne]: [geir],
  [numbers.none]: [],
  [numbers.withheld]: [],
};
const lines = Object.keys(allowed);

/** Words that give a customer away, whoever reads them. */
const wordsOf = ({ fields }: CustomerDraft) =>
  Object.entries(fields).flatMap(([name, value]) => (name === 'phone' || name === 'mobile' ? [] : [value]));

/** Answers come when the test says so, in its order; an abort is heeded or not. */
function gated(backend: Backend, heedAborts: boolean) {
  const waiting: (() => void)[] = [];
  const asked: { method: string; given: readonly unknown[]; signal?: AbortSignal; settled: boolean }[] = [];
  const gate =
    <G extends unknown[], A>(method: string, ask: (...given: G) => Promise<A>) =>
    (...given: G): Promise<A> => {
      const { signal } = (given.at(-1) ?? {}) as { signal?: AbortSignal };
      const entry = { method, given, signal, settled: false };
      asked.push(entry);
      const plain = given.map((part) => (typeof part === 'object' && part && 'signal' in part ? {} : part)) as G;
      const answer = ask(...plain);
      return new Promise<A>((resolve, reject) => {
        if (heedAborts) signal?.addEventListener('abort', () => reject(signal.reason as Error));
        waiting.push(() => {
          entry.settled = true;
          answer.then(resolve, reject);
        });
      });
    };
  const { customers, fields, interactions } = backend as ReturnType<typeof house>;
  return {
    asked,
    waiting,
    /** One of those that wait gets its answer. */
    async let(which: number) {
      const [go] = waiting.splice(which % waiting.length, 1);
      go?.();
      await turn();
    },
    backend: {
      session: gate('session', backend.session),
      fields: { list: gate('fields.list', fields.list) },
      interactions: { list: gate('interactions.list', interactions.list) },
      customers: {
        find: gate('customers.find', customers.find),
        get: gate('customers.get', customers.get),
        search: gate('customers.search', customers.search),
        choose: gate('customers.choose', customers.choose),
      },
    } satisfies Backend,
  };
}

describe('never the wrong customer', () => {
  staySilent();

  describe('whatever order the answers come in', () => {
    const step = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ do: fc.constant('switch' as const), to: fc.nat(lines.length - 1), fresh: fc.boolean() }),
      },
      { weight: 8, arbitrary: fc.record({ do: fc.constant('answer' as const), which: fc.nat(20) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('same' as const, 'message' as const, 'refresh' as const) }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('open' as const), which: fc.nat(3) }) },
      {
        weight: 1,
        arbitrary: fc.record({ do: fc.constantFrom('choose' as const, 'back' as const, 'none' as const, 'move' as const) }),
      },
    );

    type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

    it('shows, hands on and tells nobody but those who have the number of the current interaction', async function () {
      this.timeout(120_000);
      const source = house();
      const ids = new Map<string, CustomerDraft>();
      for (const draft of everybody) {
        const [found] = await source.customers.search(draft.fields['city']!);
        ids.set(found!.id, draft);
      }
      expect(ids.size).to.equal(everybody.length);

      const run = async (steps: readonly Step[], heedAborts: boolean) => {
        const gate = gated(source, heedAborts);
        const probe = new ProbeTab();
        probe.setAttribute('label', 'Probe');
        const { card, wrapper, selected } = place({ backend: gate.backend, children: [probe] });
        const numberOf = new Map<string, string>();
        let current: Interaction | undefined;
        let clock = 0;
        const mayBe = (draft: CustomerDraft | undefined, interactionId: string | undefined) =>
          draft === undefined ||
          (interactionId !== undefined && allowed[numberOf.get(interactionId) ?? '']?.includes(draft) === true);
        const check = (after: string) => {
          const there = everything(card);
          for (const [id, draft] of ids) {
            if (mayBe(draft, current?.id)) continue;
            for (const word of [id, ...wordsOf(draft)])
              expect(there.includes(word), `${word} stands in the card after ${after}`).to.equal(false);
            expect(probe.customer.value, `the tab is given ${draft.fields['city']} after ${after}`).not.to.equal(id);
          }
          for (const { customerId, interactionId } of selected.splice(0))
            expect(
              mayBe(customerId === undefined ? undefined : ids.get(customerId), interactionId),
              `a wrong selection is told after ${after}`,
            ).to.equal(true);
          for (const { method, given } of gate.asked)
            if (method === 'customers.choose')
              expect(
                mayBe(
                  ids.get(given[1] as string),
                  [...numberOf].find(([, number]) => number === (given[0] as { raw: string }).raw)?.[0],
                ),
              ).to.equal(true);
        };
        for (const one of steps) {
          if (one.do === 'switch') {
            const number = lines[one.to]!;
            const known = [...numberOf].find(([, line]) => line === number);
            current = one.fresh || !known ? call(number) : { ...call(number), id: known[0] };
            numberOf.set(current.id, number);
            card.interaction = current;
          } else if (one.do === 'none') card.interaction = current = undefined;
          else if (one.do === 'same' && current) card.interaction = current = { ...current };
          else if (one.do === 'message' && current)
            card.interaction = current = { ...current, lastInboundAt: new Date(++clock * 1000).toISOString() };
          else if (one.do === 'refresh') card.refresh();
          else if (one.do === 'answer' && gate.waiting.length) await gate.let(one.which);
          else if (one.do === 'open') allByRole(card, 'option')[one.which]?.click();
          else if (one.do === 'choose') allByRole(card, 'button', en['this-is-the-customer'])[0]?.click();
          else if (one.do === 'back') allByRole(card, 'button', en.back)[0]?.click();
          else if (one.do === 'move') wrapper.append(card);
          await card.updateComplete;
          await turn();
          check(one.do);
        }
        // In the end everything is answered, and the card is about the current interaction.
        card.interaction = current = call(numbers.one);
        numberOf.set(current.id, numbers.one);
        await card.updateComplete;
        await until(() => {
          while (gate.waiting.length) gate.waiting.pop()!();
          check('the end');
          return allByRole(card, 'heading', 'Ada Berg').length;
        });
        card.remove();
      };

      try {
        await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), fc.boolean(), run), {
          seed,
          numRuns: rounds(60),
        });
      } catch (caught) {
        const { message, cause } = caught as Error;
        throw new Error(`${(cause as Error | undefined)?.message}\n${message}`, { cause: caught });
      }
    });
  });

  describe('switching to another interaction', () => {
    it('clears the screen at once', async () => {
      const scene = await show({ interaction: call(numbers.one) });
      scene.faulty.hold();
      await give(scene, call(numbers.many));
      expect(everything(scene.card)).not.to.match(/Ada|Berg|fjord/i);
      expect(byRole(scene.card, 'heading', numbers.many)).to.exist;
    });

    it('forgets also what was said aloud about the last customer', async () => {
      const scene = await show({ interaction: call(numbers.many) });
      byRole(scene.card, 'option', /^Birk/).click();
      await settled(scene);
      expect(said(scene.card)).to.contain('Birk Dahl');
      scene.faulty.hold();
      await give(scene, call(numbers.one));
      expect(said(scene.card)).to.equal('');
    });

    it('forgets what was searched for', async () => {
      const scene = await show({ interaction: call(numbers.none) });
      type(byRole<HTMLInputElement>(scene.card, 'combobox'), 'kraft');
      await until(() => namesIn(scene.card).length);
      await give(scene, call('+47 900 00 112'));
      await settled(scene);
      expect(byRole<HTMLInputElement>(scene.card, 'combobox').value).to.equal('');
      expect(namesIn(scene.card)).to.deep.equal([]);
    });

    it('forgets what was being typed into the search', async () => {
      const scene = await show({ interaction: call(numbers.none) });
      type(byRole<HTMLInputElement>(scene.card, 'combobox'), 'kraft');
      await give(scene, call('+47 900 00 112'));
      await settled(scene);
      expect(scene.faulty.calls.map(({ method }) => method)).not.to.contain('customers.search');
    });

    it('tells that nobody is selected any more', async () => {
      const scene = await show({ interaction: call(numbers.one) });
      scene.faulty.hold();
      const next = call(numbers.many);
      await give(scene, next);
      expect(scene.selected.at(-1)).to.deep.equal({ customerId: undefined, interactionId: next.id, reason: undefined });
    });

    it('aborts what the last one asked', async () => {
      const scene = place({ interaction: call(numbers.one), plan: { 'customers.find': { never: true } } });
      await until(() => scene.faulty.calls.some(({ method }) => method === 'customers.find'));
      await give(scene, call(numbers.many));
      const [first] = scene.faulty.calls.filter(({ method }) => method === 'customers.find');
      expect(first!.state).to.equal('aborted');
    });

    it('does not ask twice for the new one when the last one had not begun to ask', async () => {
      const scene = place({ interaction: call(numbers.one) });
      scene.faulty.hold('session');
      await turn();
      await give(scene, call(numbers.many));
      await scene.faulty.releaseAll();
      await settled(scene);
      const asked = scene.faulty.calls.filter(({ method }) => method === 'customers.find').map(({ given }) => given[0]);
      expect(asked).to.deep.equal([{ raw: numbers.many }]);
    });

    it('drops the answer of a backend that does not heed aborts', async () => {
      const scene = place({ interaction: call(numbers.one), plan: { customers: { ignoreSignal: true } } });
      scene.faulty.hold('customers.find');
      await until(() => scene.faulty.held);
      await give(scene, call(numbers.many));
      await until(() => scene.faulty.held === 2);
      await scene.faulty.releaseAll('reversed');
      await settled(scene);
      expect(namesIn(scene.card)).to.have.members(['Birk Dahl', 'Cyril Eide']);
      expect(everything(scene.card)).not.to.contain('Berg');
    });

    it('is told in time to the tabs', async () => {
      const probe = new ProbeTab();
      const scene = await show({ interaction: call(numbers.one), children: [probe] });
      expect(probe.customer.value).to.equal(await scene.id('ada'));
      scene.faulty.hold();
      await give(scene, call(numbers.many));
      expect(probe.customer.value).to.equal(undefined);
    });
  });

  describe('the same interaction as a new object', () => {
    it('does not begin anew', async () => {
      const interaction = call(numbers.one);
      const scene = await show({ interaction });
      const before = scene.faulty.calls.length;
      await give(scene, { ...interaction, state: 'active', answeredAt: interaction.startedAt });
      await settled(scene);
      expect(scene.faulty.calls.length).to.equal(before);
      expect(scene.selected.length).to.equal(1);
    });

    it('keeps the card that was opened', async () => {
      const interaction = call(numbers.many);
      const scene = await show({ interaction });
      byRole(scene.card, 'option', /^Birk/).click();
      await settled(scene);
      await give(scene, { ...interaction, state: 'wrap-up' });
      expect(byRole(scene.card, 'heading', 'Birk Dahl')).to.exist;
    });

    it('begins anew when its address is another one', async () => {
      const interaction = call(numbers.one);
      const scene = await show({ interaction });
      await give(scene, { ...interaction, from: numbers.many });
      expect(textOf(scene.card)).not.to.contain('Berg');
      await settled(scene);
      expect(namesIn(scene.card).length).to.equal(2);
    });
  });

  describe('a new message of the conversation', () => {
    it('reads again in place, and never shows the skeleton', async () => {
      const interaction = call(numbers.one, { channel: 'chat', lastInboundAt: '2026-03-02T12:00:00Z' });
      const scene = await show({ interaction });
      scene.faulty.hold();
      await give(scene, { ...interaction, lastInboundAt: '2026-03-02T12:01:00Z' });
      await until(() => scene.faulty.held);
      expect(byRole(scene.card, 'heading', 'Ada Berg')).to.exist;
      expect(button(scene.card, en.refresh).getAttribute('aria-busy')).to.equal('true');
      await scene.faulty.releaseAll();
      await settled(scene);
      expect(button(scene.card, en.refresh).getAttribute('aria-busy')).to.equal('false');
      expect(scene.selected.length).to.equal(1);
    });

    it('makes the tabs read again too', async () => {
      const probe = new ProbeTab();
      const interaction = call(numbers.one, { channel: 'chat', lastInboundAt: '2026-03-02T12:00:00Z' });
      const scene = await show({ interaction, children: [probe] });
      const before = probe.refreshed.value!;
      await give(scene, { ...interaction, lastInboundAt: '2026-03-02T12:01:00Z' });
      await settled(scene);
      expect(probe.refreshed.value).to.equal(before + 1);
    });
  });

  describe('which address is looked up', () => {
    const asked = async (more: Partial<Interaction>) => {
      const { faulty } = await show({ interaction: call(numbers.one, more) });
      return faulty.calls.find(({ method }) => method === 'customers.find')!.given[0];
    };

    it('is the caller of what comes in', async () => {
      expect(await asked({ to: numbers.many })).to.deep.equal({ raw: numbers.one });
    });

    it('is the called one of what goes out', async () => {
      expect(await asked({ direction: 'outbound', from: '+4722334455', to: numbers.many })).to.deep.equal({ raw: numbers.many });
    });

    it('is what the host says, where it says so', async () => {
      expect(await asked({ lookup: 'ada@fjord.example' })).to.deep.equal({ raw: 'ada@fjord.example' });
    });
  });

  describe('a customer that the host assigned', () => {
    it('is shown without a choice', async () => {
      const backend = house();
      const [found] = await backend.customers.search('dahl');
      const scene = await show({ backend, interaction: call(numbers.many, { customerId: found!.id }) });
      expect(byRole(scene.card, 'heading', 'Birk Dahl')).to.exist;
      expect(scene.selected.map(({ reason }) => reason)).to.deep.equal(['assigned']);
      expect(allByRole(scene.card, 'button', en.back).length).to.equal(0);
    });

    it('is shown when the assignment comes later', async () => {
      const scene = await show({ interaction: call(numbers.many) });
      await give(scene, { ...scene.card.interaction!, customerId: await scene.id('eide') });
      await settled(scene);
      expect(byRole(scene.card, 'heading', 'Cyril Eide')).to.exist;
    });

    it('leaves the list when there is no such customer any more', async () => {
      const scene = await show({ interaction: call(numbers.many, { customerId: 'GONE' }) });
      expect(namesIn(scene.card).length).to.equal(2);
    });
  });

  describe('a customer by id', () => {
    it('is shown whoever is calling', async () => {
      const backend = house();
      const [found] = await backend.customers.search('hauge');
      const scene = await show({ backend, customerId: found!.id, interaction: call(numbers.one) });
      expect(byRole(scene.card, 'heading', 'Geir Hauge')).to.exist;
      expect(scene.faulty.calls.map(({ method }) => method)).not.to.contain('customers.find');
    });

    it('can be given as an attribute', async () => {
      const scene = await show();
      scene.card.setAttribute('customer-id', await scene.id('hauge'));
      await scene.card.updateComplete;
      await settled(scene);
      expect(byRole(scene.card, 'heading', 'Geir Hauge')).to.exist;
    });

    it('is gone at once when another is asked for', async () => {
      const scene = await show();
      scene.card.customerId = await scene.id('hauge');
      await scene.card.updateComplete;
      await settled(scene);
      scene.faulty.hold();
      scene.card.customerId = await scene.backend.customers!.search('ada').then(([found]) => found!.id);
      await scene.card.updateComplete;
      expect(everything(scene.card)).not.to.match(/Geir|Hauge|Lillesand/);
    });

    it('says so when there is none any more', async () => {
      const { card, selected } = await show({ customerId: 'GONE' });
      expect(textOf(card)).to.contain(en['customer-gone']);
      expect(byRole(card, 'combobox')).to.exist;
      expect(selected).to.deep.equal([]);
    });
  });

  describe('another backend', () => {
    it('has nothing of the last one: neither its customer nor who was opened', async () => {
      const scene = await show({ interaction: call(numbers.many) });
      byRole(scene.card, 'option', /^Birk/).click();
      await settled(scene);
      scene.card.backend = house({ customers: [{ type: 'person', fields: { givenName: 'Zoe', mobile: numbers.many } }] });
      await scene.card.updateComplete;
      expect(everything(scene.card)).not.to.contain('Dahl');
      await until(() => allByRole(scene.card, 'heading', 'Zoe').length);
    });
  });

  describe('Escape after a switch', () => {
    it('does not bring back the list of the last interaction', async () => {
      const scene = await show({ interaction: call(numbers.many) });
      byRole(scene.card, 'option', /^Birk/).click();
      await settled(scene);
      await give(scene, call(numbers.one));
      await settled(scene);
      press(button(scene.card, en.refresh), 'Escape');
      await scene.card.updateComplete;
      expect(byRole(scene.card, 'heading', 'Ada Berg')).to.exist;
    });
  });
});
