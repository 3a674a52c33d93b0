import { expect } from '@open-wc/testing';
import type { Backend } from '../../../src/backend/backend.js';
import type { CustomerDraft } from '../../../src/domain/customer.js';
import { defaultFields, type FieldDefinition } from '../../../src/domain/field.js';
import {
  ada,
  allByRole,
  bo,
  byRole,
  call,
  called,
  en,
  everything,
  focused,
  give,
  house,
  numbers,
  press,
  said,
  settled,
  show,
  squeeze,
  staySilent,
  textOf,
  until,
  type Scene,
  type SceneOptions,
} from '../../support/card.js';
import { add, closed, edit, fill, form, input, inputs, opened, save, told } from '../../support/form.js';

/** The warning of so many. */
const has = (count: number) =>
  count === 1
    ? 'Somebody has this already. Is it the same customer?'
    : `${count} customers have this already. Is it one of them?`;
const warning = (card: Element) => card.shadowRoot!.querySelector('#duplicates');
const warned = (card: Element) => until(() => warning(card), 'a duplicate is shown');
const saveText = (card: Element) => squeeze(card.shadowRoot!.querySelector('#save')!.textContent ?? '');
const asked = (scene: Pick<Scene, 'faulty'>) =>
  scene.faulty.calls
    .filter(({ method }) => method === 'customers.duplicates')
    .map(({ given }) => (given[0] as CustomerDraft).fields);
const added = (scene: Pick<Scene, 'faulty'>) => scene.faulty.calls.filter(({ method }) => method === 'customers.add').length;

/** A new customer of a caller without a number, so that nothing stands in the form. */
const adding = async (options: SceneOptions = {}) => {
  const scene = await show({ interaction: call(numbers.withheld), ...options });
  const heard = told(scene.card);
  await add(scene.card);
  return { ...scene, heard };
};

describe('duplicates of what is being typed', () => {
  staySilent();

  const membership: readonly FieldDefinition[] = [
    ...defaultFields,
    { name: 'membership', label: 'Membership', type: 'text', visible: true, editable: true, use: 'external-id' },
  ];
  const member: CustomerDraft = { type: 'person', fields: { givenName: 'Mona', familyName: 'Lie', membership: 'AB-77' } };

  const same: readonly [what: string, label: string, text: string, who: string, why: string][] = [
    ['an e-mail address', en['field-email'], 'ADA@fjord.example', 'Ada Berg', en['field-matched']({ field: 'E-mail' })],
    ['a number in another spelling', en['field-phone'], '0047 99 88 77 01', 'Ada Berg', en['field-matched']({ field: 'Mobile' })],
    ['an external id', 'Membership', 'ab-77', 'Mona Lie', en['field-matched']({ field: 'Membership' })],
  ];
  for (const [what, label, text, who, why] of same)
    it(`are named for ${what}, with the reason`, async () => {
      const { card } = await adding({ backend: house({ fields: membership, customers: [ada, bo, member] }) });
      fill(card, label, text);
      await warned(card);
      expect(textOf(card)).to.include(has(1));
      expect(squeeze(warning(card)!.textContent ?? ''))
        .to.include(who)
        .and.to.include(why);
      expect(said(card)).to.equal(has(1));
      expect(saveText(card)).to.equal(en['add-anyway']);
    });

  it('are asked about when typing rests, once', async () => {
    const inner = house();
    let askedAt = 0;
    const duplicates: NonNullable<Backend['customers']>['duplicates'] = async (...given) => {
      askedAt = performance.now();
      return inner.customers.duplicates(...given);
    };
    const scene = await adding({ backend: { ...inner, customers: { ...inner.customers, duplicates } } });
    for (const text of ['a', 'ad']) fill(scene.card, en['field-email'], text);
    const typedAt = performance.now();
    fill(scene.card, en['field-email'], 'ada@fjord.example');
    await warned(scene.card);
    expect(asked(scene)).to.deep.equal([{ email: 'ada@fjord.example' }]);
    expect(askedAt - typedAt).to.be.above(250);
  });

  it('are not asked about for fields that name nobody', async () => {
    const scene = await adding();
    fill(scene.card, en['field-city'], 'Bergen');
    save(scene.card);
    await closed(scene.card);
    expect(asked(scene)).to.deep.equal([]);
  });

  it('are shown for what is there when the form opens', async () => {
    const scene = await show({ interaction: call(numbers.many) });
    await add(scene.card);
    await warned(scene.card);
    expect(textOf(scene.card)).to.include(has(2));
  });

  it('count them all, and name three', async () => {
    const crowd = Array.from({ length: 5 }, (_, i): CustomerDraft => ({
      type: 'person',
      fields: { givenName: `Liv${i}`, mobile: numbers.one },
    }));
    const { card } = await adding({ backend: house({ customers: crowd }) });
    fill(card, en['field-mobile'], numbers.one);
    await warned(card);
    expect(textOf(card)).to.include(has(5));
    expect(warning(card)!.querySelectorAll('li').length).to.equal(3);
  });

  describe('the warning', () => {
    it('goes with the text that it is about, at once', async () => {
      const { card } = await adding();
      fill(card, en['field-email'], 'ada@fjord.example');
      await warned(card);
      fill(card, en['field-email'], 'ada@fjord.exampl');
      await card.updateComplete;
      expect(warning(card)).to.equal(null);
      expect(saveText(card)).to.equal(en.save);
    });

    it('stays while something else is typed and asked about', async () => {
      const scene = await adding();
      const { card, faulty } = scene;
      fill(card, en['field-email'], 'ada@fjord.example');
      await warned(card);
      faulty.hold('customers.duplicates');
      fill(card, en['field-phone'], '911 22 333');
      await until(() => faulty.held === 1);
      await card.updateComplete;
      expect(textOf(card)).to.include(has(1));
      await faulty.releaseAll();
      await until(() => textOf(card).includes(has(3)));
    });

    it('is never about an older text, in whatever order the answers come', async () => {
      const scene = await adding({ plan: { 'customers.duplicates': { ignoreSignal: true } } });
      const { card, faulty } = scene;
      faulty.hold('customers.duplicates');
      fill(card, en['field-email'], 'ada@fjord.example');
      await until(() => faulty.held === 1);
      fill(card, en['field-email'], 'nobody@fjord.example');
      await until(() => faulty.held === 2);
      await faulty.releaseAll('reversed');
      await settled(scene);
      expect(warning(card)).to.equal(null);
      expect(saveText(card)).to.equal(en.save);
    });

    it('does not follow into another conversation', async () => {
      const scene = await adding();
      const { card } = scene;
      fill(card, en['field-email'], 'ada@fjord.example');
      await warned(card);
      await give(scene, call(numbers.withheld));
      await add(card);
      expect(warning(card)).to.equal(null);
      expect(everything(card)).not.to.include('Berg');
    });

    it('is there again with the draft', async () => {
      const scene = await adding();
      const { card } = scene;
      const first = card.interaction;
      fill(card, en['field-email'], 'ada@fjord.example');
      await warned(card);
      await give(scene, call(numbers.one));
      await settled(scene);
      await give(scene, first);
      await opened(card);
      await warned(card);
    });

    it('shows nothing that is concealed', async () => {
      const fields = defaultFields.map((field) => (field.name === 'mobile' ? { ...field, confidential: true } : field));
      const { card } = await adding({ backend: house({ fields }) });
      fill(card, en['field-email'], 'ada@fjord.example');
      await warned(card);
      expect(everything(card)).not.to.match(/998\s?87\s?701|99\s?88\s?77\s?01/);
    });
  });

  describe('on Save', () => {
    it('stop the first one that has not seen them, with the focus on the warning, and let the second pass', async () => {
      const scene = await adding();
      const { card, heard } = scene;
      fill(card, en['field-email'], 'ada@fjord.example');
      save(card);
      await until(() => called(focused(card)) === `button ${en['open-named']({ name: 'Ada Berg' })}`);
      expect(added(scene)).to.equal(0);
      expect(saveText(card)).to.equal(en['add-anyway']);
      save(card);
      await closed(card);
      expect(heard.length).to.equal(1);
    });

    it('do not stop an agent who has seen them', async () => {
      const { card, heard } = await adding();
      fill(card, en['field-email'], 'ada@fjord.example');
      await warned(card);
      save(card);
      await closed(card);
      expect(heard.length).to.equal(1);
    });

    it('do not stop for the same person again, whatever else was typed since', async () => {
      const { card, heard } = await adding();
      fill(card, en['field-email'], 'ada@fjord.example');
      await warned(card);
      fill(card, en['field-mobile'], numbers.one);
      save(card);
      await closed(card);
      expect(heard.length).to.equal(1);
    });

    it('stop for somebody who was not seen', async () => {
      const scene = await adding();
      const { card } = scene;
      fill(card, en['field-email'], 'ada@fjord.example');
      await warned(card);
      fill(card, en['field-mobile'], '911 22 333');
      save(card);
      await until(() => textOf(card).includes(has(3)));
      await until(() => (focused(card) as HTMLElement | null)?.closest('#duplicates'));
      expect(added(scene)).to.equal(0);
    });

    for (const [what, fault] of [
      ['fails', { failing: 'unavailable' }],
      ['answers nonsense', { wrongShape: 'any' }],
      ['throws', { rawError: 'throw' }],
      ['never answers', { never: true, ignoreSignal: true }],
    ] as const)
      it(`do not keep anybody from saving when the search ${what}`, async () => {
        const { card, heard } = await adding({ plan: { 'customers.duplicates': fault } });
        fill(card, en['field-email'], 'ada@fjord.example');
        const before = performance.now();
        save(card);
        await closed(card);
        expect(heard.length).to.equal(1);
        expect(performance.now() - before).to.be.below(4000);
      });

    it('are waited for a moment', async () => {
      const scene = await adding();
      const { card, faulty } = scene;
      faulty.hold('customers.duplicates');
      fill(card, en['field-email'], 'ada@fjord.example');
      save(card);
      await until(() => faulty.held === 1);
      expect(card.shadowRoot!.querySelector('#save')!.getAttribute('aria-busy')).to.equal('true');
      await faulty.releaseAll();
      await warned(card);
      expect(added(scene)).to.equal(0);
    });

    it('are no question for a backend that does not look for them', async () => {
      const inner = house();
      const backend: Backend = { ...inner, customers: { ...inner.customers!, duplicates: undefined } };
      const { card, heard } = await adding({ backend });
      fill(card, en['field-email'], 'ada@fjord.example');
      save(card);
      await closed(card);
      expect(heard.length).to.equal(1);
    });
  });

  describe('Open', () => {
    const opening = async () => {
      const scene = await adding();
      const { card } = scene;
      fill(card, en['field-givenName'], 'Ylva');
      fill(card, en['field-email'], 'ada@fjord.example');
      await warned(card);
      byRole(card, 'button', en['open-named']({ name: 'Ada Berg' })).click();
      await closed(card);
      return scene;
    };

    it('shows that customer, and says that what was typed waits', async () => {
      const scene = await opening();
      expect(byRole(scene.card, 'heading', 'Ada Berg')).to.exist;
      expect(textOf(scene.card)).to.include(en['addition-waits']);
      expect(scene.selected.at(-1)).to.include({ customerId: await scene.id('ada'), reason: 'opened' });
      expect(added(scene)).to.equal(0);
    });

    it('can be gone on from, with everything that was typed', async () => {
      const { card, heard } = await opening();
      byRole(card, 'button', en['go-on']).click();
      await opened(card);
      expect(inputs(card)).to.include({ givenName: 'Ylva', email: 'ada@fjord.example' });
      await warned(card);
      save(card);
      await closed(card);
      expect(heard.length).to.equal(1);
      expect(textOf(card)).not.to.include(en['addition-waits']);
    });

    it('can be gone back from, to the form and the focus in it', async () => {
      const { card } = await opening();
      await until(() => (focused(card) as HTMLElement | null)?.id === 'back');
      press(focused(card)!, 'Escape');
      await opened(card);
      expect(inputs(card)).to.include({ givenName: 'Ylva', email: 'ada@fjord.example' });
      await until(() => (focused(card) as HTMLElement | null)?.dataset['field']);
    });

    it('can end what was begun, and leaves the focus on the card', async () => {
      const scene = await opening();
      const { card } = scene;
      byRole(card, 'button', en.discard).click();
      await until(() => !textOf(card).includes(en['addition-waits']));
      expect(said(card)).to.equal(en['draft-discarded']);
      await until(() => (focused(card) as HTMLElement | null)?.id === 'back');
      press(focused(card)!, 'Escape');
      await settled(scene);
      expect(form(card)).to.equal(null);
      await add(card);
      expect(inputs(card)).to.include({ givenName: '', email: '' });
    });

    it('says over the list of several, too, that something waits', async () => {
      const scene = await show({ interaction: call(numbers.many) });
      const { card } = scene;
      await add(card);
      fill(card, en['field-givenName'], 'Ylva');
      await warned(card);
      byRole(card, 'button', en['open-named']({ name: 'Cyril Eide' })).click();
      await closed(card);
      press(card.shadowRoot!.querySelector('#back')!, 'Escape');
      await until(() => allByRole(card, 'listbox').length);
      expect(textOf(card)).to.include(en['addition-waits']);
    });
  });

  describe('while a customer is edited', () => {
    const editing = async (options: SceneOptions = {}) => {
      const scene = await show({ interaction: call(numbers.one), ...options });
      const heard = told(scene.card);
      await edit(scene.card);
      return { ...scene, heard };
    };

    it('are not the customer', async () => {
      const scene = await editing();
      const { card, heard } = scene;
      fill(card, en['field-phone'], '99 88 77 01');
      await until(() => asked(scene).length === 1);
      save(card);
      await closed(card);
      expect(heard.length).to.equal(1);
    });

    it('are looked for by touched fields alone', async () => {
      const scene = await editing();
      fill(scene.card, en['field-phone'], '911 22 333');
      await warned(scene.card);
      expect(asked(scene)).to.deep.equal([{ phone: '911 22 333' }]);
      expect(saveText(scene.card)).to.equal(en['save-anyway']);
    });

    it('are not looked for when nothing of it is touched', async () => {
      const scene = await editing();
      fill(scene.card, en['field-city'], 'Voss');
      save(scene.card);
      await closed(scene.card);
      expect(asked(scene)).to.deep.equal([]);
    });

    it('can be opened, and the edit waits with its customer', async () => {
      const scene = await editing();
      const { card } = scene;
      fill(card, en['field-phone'], '911 22 333');
      await warned(card);
      byRole(card, 'button', en['open-named']({ name: 'Birk Dahl' })).click();
      await until(() => allByRole(card, 'heading', 'Birk Dahl').length);
      expect(form(card)).to.equal(null);
      byRole(card, 'button', en.back).click();
      await opened(card);
      expect(inputs(card)).to.include({ phone: '911 22 333', givenName: 'Ada' });
    });
  });

  it('name people whose fields are called like what every object has', async () => {
    const fields: readonly FieldDefinition[] = [
      ...defaultFields,
      { name: 'constructor', label: 'Builder', type: 'text', visible: true, editable: true, use: 'external-id' },
    ];
    const scene = await adding({ backend: house({ fields, customers: [ada] }) });
    fill(scene.card, en['field-email'], 'ada@fjord.example');
    await warned(scene.card);
    expect(asked(scene)).to.deep.equal([{ email: 'ada@fjord.example' }]);
    expect(input(scene.card, 'Builder').value).to.equal('');
  });
});
