import { expect } from '@open-wc/testing';
import { english } from '../../support/form.js';
import { en, press, staySilent, until } from '../../support/card.js';
import {
  aConversation,
  bars,
  bench,
  catalogue,
  chosen,
  choose,
  comment,
  control,
  problems,
  register,
  root,
  said,
  seat,
  status,
  topic,
  write,
} from '../../support/enquiry.js';

const shownCategories = (form: Element) =>
  [...root(form).querySelectorAll<HTMLElement>('[data-category]')].map(({ dataset }) => dataset['category']);
const ticked = (form: Element) =>
  [...root(form).querySelectorAll('[data-category]:has(.tick)')].map((each) => (each as HTMLElement).dataset['category']);

describe('the form', () => {
  staySilent();

  it('appears by itself with a conversation, and not without one', async () => {
    const { desk, form } = seat({ interaction: aConversation() });
    await until(() => topic(form, 'm1'));
    desk.interaction = undefined;
    await until(() => !root(form).querySelector('form'));
    expect(root(form).textContent!.trim()).to.equal('');
  });

  for (const [direction, setting] of [
    ['inbound', 'enquiryInbound'],
    ['outbound', 'enquiryOutbound'],
  ] as const)
    it(`is absent for ${direction} conversations where they are not registered`, async () => {
      const interaction = aConversation({ direction, to: '+4799887701' });
      const { form, backend } = seat({ options: { settings: { [setting]: false } }, interaction });
      await until(async () => backend.enquiries!.get('call-1'));
      await until(() => form.reading.known, 'it was asked');
      await form.updateComplete;
      expect(root(form).querySelector('form')).to.equal(null);
    });

  it('has no comment where there is none', async () => {
    const { form } = await bench({ options: { settings: { enquiryComment: false } } });
    expect(comment(form)).to.equal(null);
  });

  it('begins anew with another conversation, and finds again what was chosen in the first', async () => {
    const { desk, form } = await bench();
    await choose(form, 'm1', 'p1');
    desk.interaction = aConversation({ id: 'call-2' });
    await until(() => topic(form, 'm1') && chosen(form).length === 0, 'nothing is chosen in the second');
    await choose(form, 'm3');
    desk.interaction = aConversation();
    await until(() => chosen(form).join() === 'm1,p1', 'the choice is there again');
  });

  it('says what could not be read, and reads it again', async () => {
    const { form, faulty } = seat({ plan: { 'enquiries.catalogue': { failing: 'unavailable' } } });
    await until(() => root(form).querySelector('.notice'));
    faulty.set({});
    root(form).querySelector<HTMLElement>('.notice button')!.click();
    await until(() => topic(form, 'm1'));
  });
});

describe('choosing topics', () => {
  staySilent();

  it('takes one in a category of one, and lets it be unset', async () => {
    const { form } = await bench();
    await choose(form, 'm1', 'm2');
    expect(chosen(form)).to.deep.equal(['m2']);
    await choose(form, 'm2');
    expect(chosen(form)).to.deep.equal([]);
  });

  it('takes several in a category of many, and an exclusive one alone', async () => {
    const { form } = await bench();
    await choose(form, 'p1', 's1', 's2', 'none');
    expect(chosen(form)).to.deep.equal(['p1', 'none']);
    await choose(form, 's1');
    expect(chosen(form)).to.deep.equal(['p1', 's1']);
  });

  it('gives a category its tick with one topic and the minimum met, and takes it back', async () => {
    const minimum = {
      ...catalogue,
      categories: catalogue.categories.map((each) => ({ ...each, ...(each.id === 'product' && { minimum: 2 }) })),
    };
    const { form } = await bench({ options: { catalogue: minimum } });
    expect(ticked(form)).to.deep.equal([]);
    await choose(form, 'm1', 'p3');
    expect(ticked(form)).to.deep.equal(['mood']);
    await choose(form, 'p1');
    expect(ticked(form)).to.deep.equal(['mood', 'product']);
    await choose(form, 'p1');
    expect(ticked(form)).to.deep.equal(['mood']);
  });

  it('asks a category that depends on a topic only while it is chosen', async () => {
    const { form } = await bench();
    expect(shownCategories(form)).to.deep.equal(['mood', 'product', 'other']);
    await choose(form, 'p2');
    expect(shownCategories(form)).to.deep.equal(['mood', 'product', 'support', 'other']);
    await choose(form, 'p2');
    expect(shownCategories(form)).to.deep.equal(['mood', 'product', 'other']);
  });

  it('says at once that there are too many', async () => {
    const { form } = await bench();
    await choose(form, 'p1', 'p2', 'p3');
    expect(problems(form)).to.deep.equal([en['choose-fewer']({ count: 2 }, english)]);
  });

  it('clears everything, and brings it back', async () => {
    const { form } = await bench();
    await choose(form, 'm1', 'p1');
    await write(form, 'Hello');
    control(form, 'clear')!.click();
    await form.updateComplete;
    expect([chosen(form), comment(form).value]).to.deep.equal([[], '']);
    await until(() => control(form, 'undo'));
    control(form, 'undo')!.click();
    await form.updateComplete;
    expect([chosen(form), comment(form).value]).to.deep.equal([['m1', 'p1'], 'Hello']);
  });

  it('says beside each category what is missing when it is to be registered, with the focus on the first', async () => {
    const { form, backend } = await bench();
    await choose(form, 'p3');
    register(form);
    await until(() => problems(form).length);
    expect(problems(form)).to.deep.equal([en['choose-a-topic']({ category: 'Mood' })]);
    expect(root(form).activeElement).to.equal(topic(form, 'm1'));
    expect((await backend.enquiries!.get('call-1')).enquiry).to.equal(undefined);
    await choose(form, 'm1');
    expect(problems(form)).to.deep.equal([]);
  });

  it('folds a category, and says what is chosen in it', async () => {
    const { form } = await bench();
    await choose(form, 'm2');
    const fold = root(form).querySelector<HTMLElement>('[data-category=mood] .fold')!;
    fold.click();
    await form.updateComplete;
    expect(fold.getAttribute('aria-expanded')).to.equal('false');
    expect(topic(form, 'm2')).to.equal(null);
    expect(fold.textContent).to.include('Neutral');
    fold.click();
    await form.updateComplete;
    expect(topic(form, 'm2')!.checked).to.equal(true);
  });

  it('puts nothing into the page that a label says', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const odd = {
      revision: 1,
      categories: [
        {
          id: '"], *',
          label: evil,
          choice: 'one' as const,
          topics: [
            { id: 'a\'b"c', label: evil },
            { id: 'm1', label: 'B' },
          ],
        },
      ],
    };
    const { form } = await bench({ options: { catalogue: odd } });
    expect(root(form).querySelector('img')).to.equal(null);
    root(form).querySelector<HTMLInputElement>('input[data-topic]')!.click();
    await form.updateComplete;
    register(form);
    await until(() => root(form).querySelector('.pill.good'));
  });

  it('shows nobody a circle of conditions', async () => {
    const circle = {
      revision: 1,
      categories: [
        { id: 'a', label: 'A', choice: 'one' as const, when: { topics: ['b1'] }, topics: [{ id: 'a1', label: 'A1' }] },
        { id: 'b', label: 'B', choice: 'one' as const, when: { topics: ['a1'] }, topics: [{ id: 'b1', label: 'B1' }] },
        { id: 'c', label: 'C', choice: 'one' as const, topics: [{ id: 'm1', label: 'C1' }] },
      ],
    };
    const { form } = await bench({ options: { catalogue: circle } });
    expect(shownCategories(form)).to.deep.equal(['c']);
  });
});

describe('a catalogue that changes while the form is open', () => {
  staySilent();

  it('keeps a topic that was chosen and is retired, with a notice, and accepts it', async () => {
    const at = await bench();
    const { form, backend } = at;
    await choose(form, 'm1', 'p1');
    const retired = catalogue.categories.map((category) => ({
      ...category,
      topics: category.topics.map((each) => (each.id === 'p1' || each.id === 'p2' ? { ...each, retired: true } : each)),
    }));
    await backend.enquiries!.saveCatalogue!({ ...catalogue, categories: retired });
    await until(() => bars(form).includes('Admin application'), 'the notice is there');
    expect(topic(form, 'p2')).to.equal(null);
    expect(chosen(form)).to.deep.equal(['m1', 'p1']);
    register(form);
    await until(() => root(form).querySelector('.pill.good'));
    expect((await backend.enquiries!.get('call-1')).enquiry!.topicIds).to.have.members(['m1', 'p1']);
  });
});

describe('the filter box', () => {
  staySilent();
  const box = (form: Element) => root(form).querySelector<HTMLInputElement>('#filter')!;
  const typeIn = async (form: Element & { updateComplete: Promise<boolean> }, text: string) => {
    box(form).focus();
    box(form).value = text;
    box(form).dispatchEvent(new InputEvent('input', { bubbles: true }));
    await form.updateComplete;
  };
  const visible = (form: Element) =>
    [...root(form).querySelectorAll<HTMLElement>('input[data-topic]')].map(({ dataset }) => dataset['topic']);

  it('leaves what fits and what is chosen, opens what is folded, and says how many there are', async () => {
    const { form } = await bench();
    await choose(form, 'm2');
    root(form).querySelector<HTMLElement>('[data-category=product] .fold')!.click();
    await typeIn(form, 'satis');
    expect(visible(form)).to.deep.equal(['m2', 'p3']);
    expect(said(form)).to.equal(en['topics-found']({ count: 2 }, english));
    await typeIn(form, 'zzzz');
    expect(visible(form)).to.deep.equal(['m2']);
  });

  it('chooses the best with Enter and is ready for the next word', async () => {
    const { form } = await bench();
    await typeIn(form, 'neutral');
    press(box(form), 'Enter');
    await form.updateComplete;
    expect(chosen(form)).to.deep.equal(['m2']);
    expect(box(form).value).to.equal('');
    expect(root(form).activeElement).to.equal(box(form));
  });

  it('goes through the topics with the arrows, chooses with Space, and clears with Escape', async () => {
    const { form } = await bench();
    box(form).focus();
    for (const key of ['ArrowDown', 'ArrowDown', ' ', 'ArrowUp', 'ArrowUp', ' ']) {
      press(box(form), key);
      await form.updateComplete;
    }
    expect(chosen(form)).to.deep.equal(['m2', 'o2']);
    expect(said(form)).to.include('Voicemail');
    press(box(form), 'Escape');
    await form.updateComplete;
    expect(root(form).querySelector('.active')).to.equal(null);
    expect(press(box(form), ' ').defaultPrevented).to.equal(false);
  });
});

describe('registering by the keyboard alone', () => {
  staySilent();

  it('takes two topics, a comment and Register with four keys besides the text', async () => {
    const at = await bench();
    const { form } = at;
    let keys = 0;
    const key = async (on: Element, name: string, more: KeyboardEventInit = {}) => {
      keys += 1;
      press(on, name, more);
      await form.updateComplete;
    };
    const box = root(form).querySelector<HTMLInputElement>('#filter')!;
    box.focus();
    for (const text of ['positive', 'statistics']) {
      box.value = text;
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await form.updateComplete;
      await key(box, 'Enter');
    }
    await key(box, 'Enter');
    expect(root(form).activeElement).to.equal(comment(form));
    await write(form, 'All is well');
    await key(comment(form), 'Enter', { ctrlKey: true });
    await until(() => root(form).querySelector('.pill.good'));
    expect(status(form)).to.include(en.registered);
    expect(keys).to.equal(4);
  });
});
