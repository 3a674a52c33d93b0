import { expect } from '@open-wc/testing';
import { call, en, fieldsOf, focused, numbers, said, settled, show, staySilent, textOf, until } from '../../support/card.js';
import { cancel, closed, edit, fill, form, input, inputs, problems, save, told } from '../../support/form.js';

const shown = async (plan = {}) => {
  const scene = await show({ interaction: call(numbers.one), plan });
  return { ...scene, heard: told(scene.card) };
};

describe('editing a customer', () => {
  staySilent();

  it('opens a form with everything that is known, and the focus on the first field', async () => {
    const { card } = await shown();
    await edit(card);
    expect(inputs(card)).to.include({ givenName: 'Ada', familyName: 'Berg', mobile: '998 87 701', city: 'Bergen', country: '' });
    expect(focused(card)).to.equal(input(card, en['field-givenName']));
  });

  it('saves what was touched, tells the host, and shows the card with it', async () => {
    const scene = await shown();
    const { card, heard, backend } = scene;
    const id = await scene.id('ada');
    await edit(card);
    fill(card, en['field-city'], 'Voss');
    save(card);
    await closed(card);
    await settled(scene);
    expect(fieldsOf(card)).to.include({ City: 'Voss' });
    expect(said(card)).to.equal('Ada Berg saved');
    expect(heard).to.deep.equal([`saved ${id}`]);
    expect((await backend.customers!.get(id))?.fields).to.include({ city: 'Voss', givenName: 'Ada' });
    const changes = scene.faulty.calls.filter(({ method }) => method === 'customers.change');
    expect(changes.length).to.equal(1);
  });

  it('says what is wrong, keeps it, and focuses the first', async () => {
    const { card, faulty } = await shown();
    await edit(card);
    fill(card, en['field-email'], 'not an address');
    fill(card, en['field-mobile'], '12');
    save(card);
    await until(() => Object.keys(problems(card)).length === 2);
    expect(problems(card)).to.deep.equal({
      mobile: en['problem-not-a-phone-number']({ field: 'Mobile' }),
      email: en['problem-not-an-e-mail']({ field: 'E-mail' }),
    });
    await until(() => focused(card) === input(card, en['field-mobile']));
    expect(inputs(card)).to.include({ email: 'not an address', mobile: '12' });
    expect(faulty.calls.some(({ method }) => method === 'customers.change')).to.equal(false);
  });

  it('closes without a question when nothing was typed', async () => {
    const { card } = await shown();
    await edit(card);
    cancel(card);
    await closed(card);
    await until(() => (focused(card) as HTMLElement | null)?.id === 'edit');
  });

  it('asks before what was typed is thrown away', async () => {
    const { card } = await shown();
    await edit(card);
    fill(card, en['field-city'], 'Voss');
    cancel(card);
    await until(() => card.shadowRoot!.querySelector('#unsaved[open]'));
    expect(textOf(card)).to.include(en['unsaved-question']);
    card.shadowRoot!.querySelector<HTMLElement>('#unsaved [value=keep]')!.click();
    await until(() => !card.shadowRoot!.querySelector('#unsaved'));
    expect(inputs(card)).to.include({ city: 'Voss' });
    cancel(card);
    await until(() => card.shadowRoot!.querySelector('#unsaved[open]'));
    card.shadowRoot!.querySelector<HTMLElement>('#unsaved [value=discard]')!.click();
    await closed(card);
    expect(fieldsOf(card)).to.include({ City: 'Bergen' });
    expect(form(card)).to.equal(null);
  });
});
