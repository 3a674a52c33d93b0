import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import fc from 'fast-check';
import { isMask, matchesMask } from '../../src/domain/mask.js';
import { maskInput, masked } from '../../src/wiring/masks.js';

const NOK = 'NOK';

/** An empty input with a mask, with the focus. */
async function bound(mask: string, value = '', currency: string | undefined = NOK): Promise<HTMLInputElement> {
  const input = await fixture<HTMLInputElement>(html`<input aria-label="Number" .value=${value} />`);
  maskInput(input, mask, currency);
  input.focus();
  return input;
}

/** What real keys do, without the way to the browser and back: for long tables. */
const write = (text: string) => document.execCommand('insertText', false, text);
const writeEach = (text: string) => [...text].forEach(write);
const back = () => document.execCommand('delete');
const forward = () => document.execCommand('forwardDelete');

/** The value with the caret in it. */
const shown = (input: HTMLInputElement) =>
  `${input.value.slice(0, input.selectionStart!)}|${input.value.slice(input.selectionEnd!)}`;

/** Puts the caret where the bar is; two bars select. */
function put(input: HTMLInputElement, marked: string): void {
  const [start = '', middle = ''] = marked.split('|');
  const from = start.length;
  input.setSelectionRange(from, marked.split('|').length > 2 ? from + middle.length : from);
}

const table: readonly (readonly [mask: string, typed: string, result: string])[] = [
  ['##-###', '12345', '12-345'],
  ['##-###', '12-345', '12-345'],
  ['##-###', '12', '12-'],
  ['##-###', '1x2y3', '12-3'],
  ['##-###', '12 345', '12-345'],
  ['##-###', '1234567', '12-345'],
  ['##-###', 'x', ''],
  ['##-###', '-', ''],
  ['aaa ######', 'ABC123456', 'ABC 123456'],
  ['aaa ######', 'ab1', 'ab'],
  ['aaa ######', 'ŁÓÐ1', 'ŁÓÐ 1'],
  ['### $', '123', '123 NOK'],
  ['### $', '12', '12'],
  ['### $', '', ''],
  ['$ ###', '1', 'NOK 1'],
  ['$ ###', 'x', ''],
  ['##$##', '1234', '12NOK34'],
  ['+47 ## ##', '+471234', '+47 12 34'],
  ['(##) ##', '1234', '(12) 34'],
  ['#\\a#', '12', '1a2'],
  ['#\\##', '12', '1#2'],
  ['# \\$', '1', '1 $'],
  ['#\\\\#', '12', '1\\2'],
  ['#\\x', '1', '1\\x'],
  ['#\\', '1', '1\\'],
  ['!#!!a!', '7x', '!7!!x!'],
  ['\\a\\a!\\aa#', 'x5', 'aa!ax5'],
  ['+47 ## ##', '1234', '+47 12 34'],
  ['+47 ## ##', '+12', '+47 12 '],
  ['+47 ## ##', '+', '+'],
  ['#dlc@*#', '12', '1dlc@*2'],
  ['#9#', '19', '199'],
  ['📞 ##', '12', '📞 12'],
  ['#👨‍👩‍👧#❤️#', '123', '1👨‍👩‍👧2❤️3'],
  ['##-##', '1📞2️⃣', '12-'],
  ['aa-##', 'אב12', 'אב-12'],
  ['aa-##', 'שָׁב12', 'שָׁב-12'],
  ['aaa/#', 'عُمَر7', 'عُمَر/7'],
  ['aa#', 'नमः1', 'नमः1'],
  ['aa#', 'é́ñ1', 'é́ñ1'],
  ['aa#', '𞤀𐐷1', '𞤀𐐷1'],
  ['कि-##', '12', 'कि-12'],
  ['##-##', '１２－３４', '12-34'],
  ['##-##', '٠٩۳४', '09-34'],
  ['##-##', '𝟙𝟚३4', '12-34'],
  ['##', '½²①7', '7'],
  ['aa#', 'ＡＢ１', 'AB1'],
  ['№ a#', 'x1', '№ x1'],
];

describe('putting a text into a mask', () => {
  for (const [mask, text, result] of table)
    it(`makes ${JSON.stringify(result)} of ${JSON.stringify(text)} for ${mask}`, () =>
      expect(masked(mask, text, NOK)).to.equal(result));

  it('takes a text without its literals, even where it looks as if it had some', () => {
    expect(masked('+1 ###', '123')).to.equal('+1 123');
    expect(masked('+1 ###', '1123')).to.equal('+1 123');
    expect(masked('#1#', '11')).to.equal('111');
  });

  it('takes any three capitals where the currency is not told', () => {
    expect(masked('## $', '12eur')).to.equal('12 EUR');
    expect(masked('## $', '12')).to.equal('12 ');
  });

  it('leaves what is masked as it is', () => {
    for (const [mask, , result] of table) expect(masked(mask, result, NOK)).to.equal(result);
  });

  it('takes a page of text', () => {
    expect(masked('##-###', 'x'.repeat(100_000))).to.equal('');
    expect(masked('##-###', '1'.repeat(100_000))).to.equal('11-111');
  });
});

describe('typing', () => {
  for (const [mask, typed, result] of table)
    it(`makes ${JSON.stringify(result)} of ${JSON.stringify(typed)} for ${mask}`, async () => {
      const input = await bound(mask);
      writeEach(typed);
      expect(input.value).to.equal(result);
      expect(shown(input)).to.equal(`${result}|`);
    });

  it('fills every mask that can be used, and empties it again', async () => {
    const input = await fixture<HTMLInputElement>(html`<input aria-label="Number" />`);
    input.focus();
    const part = fc.constantFrom('#', '#', 'a', '$', ...'-/ ().!:+x19@é📞ש', '\\a', '\\#', '\\$', '\\\\');
    const masks = fc
      .array(part, { minLength: 1, maxLength: 12 })
      .map((parts) => parts.join(''))
      .filter(isMask);
    const digit = fc.constantFrom(...'0123456789１٣');
    const letter = fc.constantFrom('b', 'C', 'Ł', 'ש', 'שָׁ', 'ع', 'न', 'x̱', '𐐷', 'x');
    // More than enough: a digit and a letter in turn, so that each place soon finds one.
    const keys = fc.array(fc.tuple(digit, letter), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(masks, keys, (mask, pairs) => {
        const unbind = maskInput(input, mask, NOK);
        for (const pair of pairs) if (!matchesMask(mask, input.value, NOK)) pair.forEach(write);
        const full = input.value;
        expect(matchesMask(mask, full, NOK), `${mask}: ${full}`).to.equal(true);
        expect(masked(mask, full, NOK)).to.equal(full);
        write('7');
        expect(input.value).to.equal(full);
        for (let at = 0; at <= full.length; at++) back();
        expect(input.value, `${mask} emptied`).to.equal('');
        unbind();
      }),
    );
  });

  it('fills every mask with a text that has just enough', () => {
    const places = fc.array(fc.constantFrom('#', 'a', '-', ' 1 ', '!', ' x ', '📞', '$'), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(places, fc.infiniteStream(fc.constantFrom(...'0123456789')), (parts, digits) => {
        const mask = parts.join('');
        const text = parts.flatMap((part) => (part === '#' ? String(digits.next().value) : part === 'a' ? 'é' : [])).join('');
        fc.pre(isMask(mask));
        expect(matchesMask(mask, masked(mask, text, NOK), NOK), `${mask} of ${text}`).to.equal(true);
      }),
    );
  });

  it('is done by real keys', async () => {
    const input = await bound('aa ##-###');
    await sendKeys({ type: 'ab12345' });
    expect(shown(input)).to.equal('ab 12-345|');
    for (let at = 0; at < 3; at++) await sendKeys({ press: 'Backspace' });
    expect(shown(input)).to.equal('ab 12|');
    await sendKeys({ press: 'ArrowLeft' });
    await sendKeys({ press: 'Backspace' });
    await sendKeys({ type: 'x9' });
    expect(shown(input)).to.equal('ab 9|2-');
  });

  it('goes on in the middle', async () => {
    for (const [mask, start, typed, end] of [
      ['##-###', '1|2-34', '9', '19-|234'],
      ['##-###', '12|-34', '9', '12-9|34'],
      ['##-###', '12|-34', '-', '12-|34'],
      ['##-###', '|12-3', '9', '9|1-23'],
      ['##-###', '1|2-3|45', '9', '19-|45'],
      ['##-###', '1|2-345', '9', '1|2-345'],
      ['##-###', '|12-345|', '9', '9|'],
      ['#1#1#', '2|131', '4', '2141|3'],
      ['aaa ###', 'A|C 1', 'x', 'Ax|C 1'],
      ['aa-##', 'א|ב-12|', 'ג', 'אג-|'],
      ['+47 ##', '+47 |1', '4', '+47 4|1'],
    ] as const) {
      const input = await bound(mask, start.replaceAll('|', ''));
      put(input, start);
      writeEach(typed);
      expect(shown(input), `${typed} at ${start} of ${mask}`).to.equal(end);
    }
  });
});

describe('deleting', () => {
  const deeds: readonly (readonly [mask: string, start: string, deed: () => boolean, end: string])[] = [
    ['##-###', '12-345|', back, '12-34|'],
    ['##-###', '12-3|', back, '12|'],
    ['##-###', '12-|', back, '12|'],
    ['##-###', '12-|345', back, '12|-345'],
    ['##-###', '12|-345', back, '1|3-45'],
    ['##-###', '12-3|45', back, '12-|45'],
    ['##-###', '1|2-345', forward, '1|3-45'],
    ['##-###', '12|-345', forward, '12-|345'],
    ['##-###', '|12-345|', back, '|'],
    ['##-###', '1|2-3|45', back, '1|4-5'],
    ['### $', '123 NOK|', back, '123|'],
    ['### $', '12|3 NOK', back, '1|3'],
    ['+1 ###', '+1 2|', back, '|'],
    ['+1 ###', '+1 |234', back, '|+1 234'],
    ['+1 ###', '+|1 234', forward, '+1 |234'],
    ['#1#', '21|3', back, '2|13'],
    ['#1#', '2|13', back, '|3'],
    ['#📞#', '2📞|3', back, '2|📞3'],
    ['aa-##', 'שָׁב-|12', back, 'שָׁב|-12'],
  ];
  for (const [mask, start, deed, end] of deeds)
    it(`${deed === back ? 'backwards' : 'forwards'} from ${start} leaves ${end} for ${mask}`, async () => {
      const input = await bound(mask, start.replaceAll('|', ''));
      put(input, start);
      deed();
      expect(shown(input)).to.equal(end);
    });

  it('loses nothing that stands behind: the hole can be filled again', async () => {
    const input = await bound('aaa ######', 'ABC 123456');
    put(input, 'A|BC| 123456');
    back();
    expect(shown(input)).to.equal('A| 123456');
    write('x');
    expect(shown(input)).to.equal('Ax| 123456');
    write('y');
    expect(shown(input)).to.equal('Axy |123456');
  });
});

describe('pasting', () => {
  for (const [mask, start, text, end] of [
    ['##-###', '|', '12345', '12-345|'],
    ['##-###', '|', '12-345', '12-345|'],
    ['##-###', '|', ' 12 345 ', '12-345|'],
    ['##-###', '1|2-3', '99', '19-9|23'],
    ['+1 ###', '|', '123', '+1 123|'],
    ['+1 ###', '|', '+1 123', '+1 123|'],
    ['### $', '|', '100 NOK', '100 NOK|'],
    ['### $', '|', '100', '100 NOK|'],
    ['##-###', '|12-345|', '98-765', '98-765|'],
    ['aaa', '|', 'ééé', 'ééé|'],
  ] as const)
    it(`${text} at ${start} gives ${end} for ${mask}`, async () => {
      const input = await bound(mask, start.replaceAll('|', ''));
      put(input, start);
      write(text);
      expect(shown(input)).to.equal(end);
    });
});

describe('a value that does not fit', () => {
  for (const value of ['12345', 'unknown', '12-345-6', '١٢'])
    it(`stays when ${value} is bound`, async () => {
      const input = await bound('##-###', value);
      expect(input.value).to.equal(value);
    });

  it('gets its mask as soon as all of it fits', async () => {
    const input = await bound('##-###', '1234');
    put(input, '1234|');
    write('5');
    expect(shown(input)).to.equal('12-345|');
  });

  it('loses nothing until then', async () => {
    const input = await bound('##-###', '12345678');
    put(input, '12345678|');
    back();
    back();
    expect(shown(input)).to.equal('123456|');
    back();
    expect(shown(input)).to.equal('12-345|');
  });

  it('gives way when all of it is replaced', async () => {
    const input = await bound('##-###', 'unknown');
    input.select();
    write('1');
    expect(input.value).to.equal('1');
  });

  it('that the owner sets later is met as it is', async () => {
    const input = await bound('##-###');
    writeEach('12345');
    input.value = 'unknown';
    put(input, 'unknown|');
    await sendKeys({ press: 'Backspace' });
    expect(input.value).to.equal('unknow');
    input.value = '98-7';
    put(input, '98-7|');
    await sendKeys({ press: '6' });
    expect(shown(input)).to.equal('98-76|');
  });
});

describe('who listens', () => {
  async function heard(deed: (input: HTMLInputElement) => unknown, value = '', shadow = false): Promise<string[]> {
    const form = await fixture<HTMLElement>(html`<div></div>`);
    const root = shadow ? form.attachShadow({ mode: 'open' }) : form;
    const input = root.appendChild(document.createElement('input'));
    input.value = value;
    maskInput(input, '##-###');
    const values: string[] = [];
    root.addEventListener('input', () => values.push(`root ${input.value}`));
    input.addEventListener('input', () => values.push(`input ${input.value}`));
    for (const foreign of ['maska', 'change']) root.addEventListener(foreign, () => values.push(foreign), true);
    input.focus();
    await deed(input);
    return values;
  }

  it('hears one event a deed, with the masked value', async () => {
    expect(await heard(() => write('12'))).to.deep.equal(['input 12-', 'root 12-']);
    expect(await heard(() => back(), '12-')).to.deep.equal(['input 12', 'root 12']);
    expect(await heard(() => sendKeys({ press: '1' }))).to.deep.equal(['input 1', 'root 1']);
  });

  it('hears it from inside a shadow root', async () => {
    expect(await heard(() => write('12'), '', true)).to.deep.equal(['input 12-', 'root 12-']);
  });

  it('hears nothing of binding', async () => {
    expect(await heard(() => Promise.resolve(), '12345')).to.deep.equal([]);
  });

  it('hears of a form that the browser filled', async () => {
    const values = await heard((input) => {
      input.value = '98765';
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }, '12-345');
    expect(values).to.deep.equal(['input 98-765', 'root 98-765']);
  });
});

describe('an input method', () => {
  const compose = (input: HTMLInputElement, text: string) => {
    const isComposing = true;
    const inputType = 'insertCompositionText';
    input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    for (let end = 1; end <= text.length; end++) {
      input.dispatchEvent(new InputEvent('beforeinput', { isComposing, inputType, bubbles: true }));
      input.value = text.slice(0, end);
      input.dispatchEvent(new InputEvent('input', { isComposing, inputType, bubbles: true }));
    }
    return () => input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
  };

  it('is left alone until it is done, and the end is told once', async () => {
    const input = await bound('##-###');
    const values: string[] = [];
    const end = compose(input, '１２３');
    expect(input.value).to.equal('１２３');
    input.addEventListener('input', () => values.push(input.value));
    end();
    expect(values).to.deep.equal(['12-3']);
    // Firefox has an event of its own after the end.
    input.dispatchEvent(new InputEvent('input', { inputType: 'insertCompositionText', bubbles: true }));
    expect(values).to.deep.equal(['12-3']);
    writeEach('4');
    expect(values).to.deep.equal(['12-3', '12-34']);
  });

  it('whose text needs no mask is told by the browser alone', async () => {
    const input = await bound('aa-#');
    const end = compose(input, 'あ');
    const values: string[] = [];
    input.addEventListener('input', () => values.push(input.value));
    end();
    expect(values).to.deep.equal([]);
    write('い');
    expect(values).to.deep.equal(['あい-']);
  });
});

describe('taking the mask off', () => {
  it('lets everything in again', async () => {
    const input = await fixture<HTMLInputElement>(html`<input aria-label="Number" />`);
    const unbind = maskInput(input, '##-###');
    input.focus();
    write('12');
    unbind();
    write('x');
    expect(input.value).to.equal('12-x');
  });
});

describe('a key', () => {
  it('costs less than a millisecond, in a long mask too', async () => {
    const mask = '## aa-'.repeat(33);
    const full = masked(mask, '12ab'.repeat(50));
    const times = Array.from({ length: 101 }, () => {
      const start = performance.now();
      for (let at = 0; at < 5; at++) masked(mask, full);
      return (performance.now() - start) / 5;
    });
    expect(times.sort((a, b) => a - b)[50]).to.be.below(1);
  });
});
