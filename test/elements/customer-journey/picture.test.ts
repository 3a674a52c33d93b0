import { expect } from '@open-wc/testing';
import { squeeze, staySilent, until } from '../../support/card.js';
import { all, bench, type Bench, by, calm, choose, press, root, steps, textOf, visits } from './bench.js';
import { before, many, minute, now, page, shop, told, visiting } from './house.js';

const boxOf = (element: Element) => element.getBoundingClientRect();
const bars = (at: Bench) => all(at, '.bar-of-time');
const rowNames = (at: Bench) => all(at, '.names .page').map(textOf);
/** Between the edges of the plot, from where time begins. */
const placeIn = (at: Bench, x: number): number => {
  const { left, right } = boxOf(by(at, '.plot')!);
  return at.desk.dir === 'rtl' ? right - x : x - left;
};
const beginning = (at: Bench, element: Element): number => {
  const { left, right } = boxOf(element);
  return placeIn(at, at.desk.dir === 'rtl' ? right : left);
};
const end = (at: Bench, element: Element): number => {
  const { left, right } = boxOf(element);
  return placeIn(at, at.desk.dir === 'rtl' ? left : right);
};
const middle = (at: Bench, element: Element): number => (beginning(at, element) + end(at, element)) / 2;
/** Which row something stands in, from 0. */
const rowOf = (at: Bench, element: Element): number => {
  const { top, height } = boxOf(element);
  return all(at, '.names .page').findIndex(
    (name) => boxOf(name).top <= top + height / 2 && top + height / 2 < boxOf(name).bottom,
  );
};
/** Minutes ago, of the visit of the sample, which began 22 minutes ago and goes on. */
const at22 = (at: Bench, minutesAgo: number) => ((22 - minutesAgo) / 22) * boxOf(by(at, '.plot')!).width;

/** When each page of the sample was opened, and for how many seconds it was looked at; the last is open. */
const told22 = [
  [22, 70, 'Home'],
  [20.8, 230, 'Prices'],
  [16.9, 80, 'Sign in'],
  [15.5, 50, 'Sign in'],
  [14.6, 75, 'Sign in'],
  [13.3, 190, 'Change profile'],
  [10, 110, 'Prices'],
  [8, 480, 'Add users'],
] as const;

describe('the picture of a visit', () => {
  staySilent();

  for (const [dir, width] of [
    ['ltr', 280],
    ['rtl', 420],
    ['ltr', 700],
    ['rtl', 1100],
  ] as const)
    it(`has each page where and as long as it was looked at, ${dir}, ${width} pixels`, async () => {
      const at = await bench({ events: visiting(), width, dir });
      const names = rowNames(at);
      expect(names).to.deep.equal(['Home', 'Prices', 'Sign in', 'Change profile', 'Add users']);
      const whole = boxOf(by(at, '.plot')!).width;
      bars(at).forEach((bar, index) => {
        const [minutesAgo, seconds, title] = told22[index]!;
        expect(names[rowOf(at, bar)]).to.equal(title);
        expect(beginning(at, bar)).to.be.closeTo(at22(at, minutesAgo), 1);
        const length = (seconds / 60 / 22) * whole;
        // What is shorter than can be seen is as short as can be.
        expect(boxOf(bar).width).to.be.closeTo(Math.max(5, length - 1), 1);
      });
      expect(bars(at).length).to.equal(told22.length);
      expect(end(at, bars(at).at(-1)!)).to.be.closeTo(whole, 1.5);
    });

  it('leads from page to page, at the time of the next', async () => {
    const at = await bench({ events: visiting() });
    const names = rowNames(at);
    const edges = all(at, '.edge').map((edge) => {
      const { top, bottom } = boxOf(edge);
      const [upper, lower] = [top + 1, bottom - 1].map(
        (y) => names[all(at, '.names .page').findIndex((name) => boxOf(name).top <= y && y < boxOf(name).bottom)],
      );
      return [upper, lower, Math.round(22 - (beginning(at, edge) / boxOf(by(at, '.plot')!).width) * 22)];
    });
    expect(edges).to.deep.equal([
      ['Home', 'Prices', 21],
      ['Prices', 'Sign in', 17],
      ['Sign in', 'Change profile', 13],
      ['Prices', 'Change profile', 10],
      ['Prices', 'Add users', 8],
    ]);
  });

  it('ends the part of nobody in particular where somebody logged in', async () => {
    for (const dir of ['ltr', 'rtl'] as const) {
      const at = await bench({ events: visiting(), dir });
      const part = by(at, '.anonymous')!;
      expect(beginning(at, part)).to.be.closeTo(0, 1);
      expect(end(at, part)).to.be.closeTo(at22(at, 13.4), 1);
    }
    const nobody = await bench({ events: before().slice(0, 4), frame: 'all' });
    expect(by(nobody, '.anonymous')).to.equal(null);
  });

  it('has what happened at its time, in the row of its page, each kind with a shape of its own', async () => {
    for (const dir of ['ltr', 'rtl'] as const) {
      const at = await bench({ events: visiting(), dir });
      const marks = all(at, '.mark');
      expect(marks.map(({ title }) => title)).to.deep.equal([
        'Searched for “heat pump”, 3 results',
        'Logged in',
        'Gave a form up: Profile',
      ]);
      [19.5, 13.4, 10.4].forEach((minutesAgo, index) => expect(middle(at, marks[index]!)).to.be.closeTo(at22(at, minutesAgo), 1));
      expect(marks.map((mark) => rowNames(at)[rowOf(at, mark)])).to.deep.equal(['Prices', 'Sign in', 'Change profile']);
      expect(new Set(marks.map((mark) => mark.querySelector('path')!.getAttribute('d'))).size).to.equal(3);
    }
  });

  it('says the times of its scale, under lines where they are', async () => {
    for (const dir of ['ltr', 'rtl'] as const) {
      const at = await bench({ events: visiting(), dir, width: 1100 });
      expect(all(at, '.scale span').map(textOf)).to.deep.equal(['11:38 AM', '11:43 AM', '11:48 AM', '11:53 AM', '11:58 AM']);
      [22, 17, 12, 7, 2].forEach((minutesAgo, index) =>
        expect(beginning(at, all(at, '.tick')[index]!)).to.be.closeTo(at22(at, minutesAgo), 1),
      );
      for (const [index, label] of all(at, '.scale span').entries()) {
        const line = beginning(at, all(at, '.tick')[index]!);
        expect(line).to.be.within(beginning(at, label) - 1, end(at, label) + 1);
      }
    }
    const short = await bench({ events: [...page(0.15, '/', 'Home', 4), ...page(0.1, '/prices', 'Prices', 5)], width: 1100 });
    expect(all(short, '.scale span').map(textOf).slice(1, 3)).to.deep.equal(['2 sec', '4 sec']);
  });

  it('of one page of which nobody knows how long it was there has only a beginning', async () => {
    const at = await bench({ events: page(200, '/', 'Home') });
    expect(bars(at).length).to.equal(1);
    expect(all(at, '.scale span').map(textOf)).to.deep.equal(['8:40 AM']);
    expect(steps(visits(at)[0])[0]).to.equal('8:40 AM Home how long is not known');
  });

  it('marks error pages by their shape and in words, and the page where somebody is', async () => {
    const at = await bench({ events: [...visiting(), ...page(1, '/gone', 'Gone', 50, { status: 404, open: true })] });
    const wrong = all(at, '.bar-of-time.wrong');
    expect(wrong.map(({ title }) => title)).to.deep.equal([
      'Sign in\nError page 500\n50 sec',
      'Gone\nError page 404\n50 sec so far',
    ]);
    for (const bar of wrong) expect(getComputedStyle(bar).backgroundImage).to.include('gradient');
    expect(getComputedStyle(bars(at)[0]!).backgroundImage).to.equal('none');
    expect(all(at, '.bar-of-time.here').at(-1)).to.equal(wrong.at(-1));
  });

  it('shows nothing that the list does not say', async () => {
    const at = await bench({ events: [...visiting(), ...before()], frame: 'all' });
    for (const each of all(at, '[data-row][aria-expanded=false]')) each.click();
    await calm(at);
    for (const each of all(at, '.loop [aria-expanded=false]')) each.click();
    await calm(at);
    for (const row of visits(at)) {
      const listed = [...row.querySelectorAll('.step:not(.loop)')];
      const drawn = [...row.querySelectorAll<HTMLElement>('.bar-of-time')];
      const said = listed.map((step) =>
        [textOf(step.querySelector('.page-name')), textOf(step.querySelector('.dwell'))].join(' '),
      );
      const inPicture = drawn.map(({ title }) => {
        const lines = title.split('\n');
        return squeeze(`${lines[0]} ${lines.at(-1)}`);
      });
      expect([...said].sort()).to.deep.equal([...inPicture].sort());
      const marks = (within: string) =>
        [...row.querySelectorAll<HTMLElement>(within)].map((each) => squeeze(each.title || textOf(each)));
      expect(marks('.mark').sort()).to.deep.equal(marks('.step:not(.loop) .marks li').sort());
      expect(row.querySelectorAll('.wrong').length).to.equal(row.querySelectorAll('.step:not(.loop) .pill.bad').length);
    }
  });

  it('has room for twelve pages, where somebody is among them, and says what it leaves out', async () => {
    const way = Array.from({ length: 15 }, (_, i) => page(60 - i * 4, `/${i}`, `Page ${i}`, 200)).flat();
    const at = await bench({ events: [...way, ...page(0.5, '/here', 'Here', 25, { open: true })] });
    expect(rowNames(at)).to.deep.equal([...Array.from({ length: 11 }, (_, i) => `Page ${i + 4}`), 'Here']);
    expect(textOf(by(at, '.left'))).to.equal('4 more pages are only in the list.');
    expect(boxOf(by(at, '.here.bar-of-time')!).width).to.be.greaterThan(4);
    const often = Array.from({ length: 210 }, (_, i) => page(220 - i, `/${i % 2}`, `Page ${i % 2}`, 50)).flat();
    const more = await bench({ events: often });
    expect(bars(more).length).to.equal(200);
    expect(textOf(by(more, '.left'))).to.equal('10 page views have no room in the picture.');
  });

  it('has no line between pages that only a filter has put beside each other', async () => {
    const at = await bench({ events: many(60) });
    expect(all(at, '.edge').length).to.be.greaterThan(5);
    await choose(at, '#only-type', 'search');
    expect([bars(at).length > 1, all(at, '.edge').length]).to.deep.equal([true, 0]);
  });

  it('lists the views of a page that is chosen by its name, and all again', async () => {
    const at = await bench({ events: visiting() });
    await press(at, '.names button:nth-child(3)');
    expect(by(at, '.names button:nth-child(3)')!.getAttribute('aria-pressed')).to.equal('true');
    expect(textOf(by(at, '.chosen'))).to.equal('Only Sign in: 3 of 8 Show all');
    expect(steps(visits(at)[0]).length).to.equal(4);
    await press(at, '.chosen button');
    expect(by(at, '.chosen')).to.equal(null);
    await press(at, '.names button:last-child');
    expect(textOf(by(at, '.chosen'))).to.equal('Only Add users: 1 of 8 Show all');
    await choose(at, '#only-type', 'search');
    expect(by(at, '.chosen')).to.equal(null);
  });

  it('goes on while somebody is there', async () => {
    const at = await bench({ events: visiting() });
    at.house.now = now + minute;
    at.house.happen([
      told(-0.9, { type: 'dwell', seconds: 534, url: `${shop}/users/add`, viewId: 'now', tabId: 'tab', order: 6 }),
    ]);
    await until(() => steps(visits(at)[0])[0]?.includes('9 min so far'));
    const whole = boxOf(by(at, '.plot')!).width;
    expect(end(at, bars(at).at(-1)!)).to.be.closeTo(whole, 1.5);
  });

  it('places everything by script: a strict page lets no style stand in a template', async () => {
    const at = await bench({ events: visiting() });
    const named = [...root(at).querySelectorAll<HTMLElement>('[style]')].flatMap(({ style }) => [...style]);
    expect(named.filter((name) => !name.startsWith('--'))).to.deep.equal([]);
    expect(named.length).to.be.greaterThan(20);
  });
});
