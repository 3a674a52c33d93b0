import { expect } from '@open-wc/testing';
import { memoryDrafts } from '../../../src/wiring/memory-drafts.js';
import { en, staySilent, until } from '../../support/card.js';
import {
  aConversation,
  type Bench,
  bench,
  catalogue,
  choose,
  chosen,
  control,
  register,
  registered,
  root,
  topic,
} from '../../support/enquiry.js';

const chips = (form: Element) => [...root(form).querySelectorAll<HTMLButtonElement>('.chip')];
const labels = (form: Element) => chips(form).map((chip) => chip.textContent!.trim());

async function turnTo({ desk, form }: Bench, id: string): Promise<void> {
  desk.interaction = aConversation({ id });
  await until(() => form.reading.known?.state.interactionId === id && topic(form, 'm1') && chosen(form).length === 0);
}

describe('the topics that are chosen most', () => {
  staySilent();

  it('are offered, the most frequent first, and choose and unset their topic', async () => {
    const drafts = memoryDrafts();
    const at = await bench({ drafts });
    at.form.frequent = true;
    await at.form.updateComplete;
    expect(chips(at.form)).to.deep.equal([]);
    for (const [index, picks] of [
      ['m1', 'p3'],
      ['m1', 'p1'],
    ].entries()) {
      await turnTo(at, `busy-${index}`);
      await choose(at.form, ...picks);
      register(at.form);
      await registered(at);
      await until(() => chips(at.form).length > index);
    }
    await turnTo(at, 'quiet');
    await until(() => labels(at.form).length === 3);
    expect(labels(at.form)[0]).to.equal('Positive');
    expect(labels(at.form).slice(1)).to.have.members(['Statistics', 'Admin application']);
    chips(at.form)[0]!.click();
    await at.form.updateComplete;
    expect([chosen(at.form), chips(at.form)[0]!.getAttribute('aria-pressed')]).to.deep.equal([['m1'], 'true']);
    chips(at.form)[0]!.click();
    await at.form.updateComplete;
    expect(chosen(at.form)).to.deep.equal([]);
    expect((await drafts.list('often-chosen/')).map(({ key }) => key)).to.deep.equal(['often-chosen/memory/mia/']);
  });

  it('are counted nowhere unless the host wants them', async () => {
    const drafts = memoryDrafts();
    const at = await bench({ drafts });
    await choose(at.form, 'm1', 'p3');
    register(at.form);
    await registered(at);
    expect(await drafts.list('often-chosen/')).to.deep.equal([]);
  });

  it('are never a topic that is retired', async () => {
    const drafts = memoryDrafts();
    const counts = [
      ['m2', 9],
      ['m3', 1],
    ];
    await drafts.put({ key: 'often-chosen/memory/mia/', value: counts, changedAt: '2026-03-02T12:00:00Z' });
    const categories = catalogue.categories.map((category) => ({
      ...category,
      topics: category.topics.map((each) => (each.id === 'm2' ? { ...each, retired: true } : each)),
    }));
    const { form } = await bench({ drafts, options: { catalogue: { ...catalogue, categories } } });
    form.frequent = true;
    await until(() => chips(form).length);
    expect(labels(form)).to.deep.equal(['Negative']);
  });
});

describe('a window of its own', () => {
  staySilent();
  const offered = async (given: { url?: string; name?: string }) => {
    const { form } = await bench({ drafts: { ...memoryDrafts(), ...(given.name !== undefined && { name: given.name }) } });
    form.popoutUrl = given.url;
    await form.updateComplete;
    return { form, button: control(form, 'own-window') };
  };

  it('is offered where the host has a page for it and both windows have the same drafts', async () => {
    const { button } = await offered({ url: '/enquiry.html#{interactionId}', name: 'shared' });
    expect(button!.getAttribute('aria-label')).to.equal(en['own-window']);
  });

  for (const [why, given] of Object.entries({
    'there is no page': { name: 'shared' },
    'drafts live in the memory of this page': { url: '/enquiry.html' },
    'the address is a script': { url: 'javascript:alert(1)', name: 'shared' },
    'the address is none': { url: 'http://[', name: 'shared' },
  }))
    it(`is not offered where ${why}`, async () => {
      expect((await offered(given)).button).to.equal(null);
    });

  it('opens the page with the id of the conversation, one window a conversation', async () => {
    const { form, button } = await offered({ url: '/enquiry.html#{interactionId}', name: 'shared' });
    const opened: (string | undefined)[][] = [];
    const { open } = window;
    window.open = (...given: unknown[]) => {
      opened.push(given.map(String));
      return null;
    };
    try {
      button!.click();
      form.interaction = aConversation({ id: 'a/b c' });
      await until(() => topic(form, 'm1') || !root(form).querySelector('form'));
    } finally {
      window.open = open;
    }
    expect(opened.map(([url, name]) => [url, name])).to.deep.equal([['/enquiry.html#call-1', 'sidedesk-enquiry-call-1']]);
  });
});

describe('closing a conversation that has only just come in front', () => {
  staySilent();

  it('waits until it is known how it stands, and says what is missing at the first time', async () => {
    const at = await bench({ options: { settings: { enquiryForced: ['*'] } } });
    await at.backend.interactions!.record!(aConversation({ id: 'next' }));
    at.faulty.hold('enquiries.get');
    at.desk.interaction = aConversation({ id: 'next' });
    const closing = at.desk.requestClose();
    await until(() => at.faulty.held > 0);
    await at.faulty.releaseAll();
    expect(await closing).to.equal(false);
    expect(root(at.form).querySelector('#gaps')).not.to.equal(null);
  });
});
