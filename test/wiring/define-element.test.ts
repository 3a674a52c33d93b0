import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { defineElement } from '../../src/wiring/define-element.js';
import { noise } from '../support/noise.js';

let fresh = 0;
const freshTag = () => `test-defined-${(fresh += 1)}`;
const aClass = () => class extends LitElement {};

describe('registering a class', () => {
  it('makes it the element of the tag', () => {
    const tag = freshTag();
    const element = aClass();
    expect(defineElement(tag, element)).to.equal('defined');
    expect(customElements.get(tag)).to.equal(element);
  });

  it('is silent when it has been done', () => {
    const tag = freshTag();
    const element = aClass();
    defineElement(tag, element);
    const { heard, stop } = noise();
    expect(defineElement(tag, element)).to.equal('already');
    stop();
    expect(heard).to.eql([]);
    expect(customElements.get(tag)).to.equal(element);
  });

  describe('for a tag that another class has', () => {
    it('leaves the other alone, in silence', () => {
      const tag = freshTag();
      const other = class extends HTMLElement {};
      customElements.define(tag, other);
      const { heard, stop } = noise();
      expect(defineElement(tag, aClass())).to.equal('skipped');
      stop();
      expect(heard).to.eql([]);
      expect(customElements.get(tag)).to.equal(other);
    });
  });

  describe('that has a name already', () => {
    it('gives the new name to a subclass that is the same', () => {
      const [first, second] = [freshTag(), freshTag()];
      const element = class extends LitElement {
        static override properties = { label: {} };
        declare label: string;
      };
      defineElement(first, element);
      expect(defineElement(second, element)).to.equal('defined');
      const made = document.createElement(second) as InstanceType<typeof element>;
      made.setAttribute('label', 'same');
      expect(made).to.be.instanceOf(element);
      expect(made.label).to.equal('same');
    });

    it('is silent when that has been done too', () => {
      const [first, second] = [freshTag(), freshTag()];
      const element = aClass();
      defineElement(first, element);
      defineElement(second, element);
      const subclass = customElements.get(second);
      expect(defineElement(second, element)).to.equal('already');
      expect(customElements.get(second)).to.equal(subclass);
    });
  });

  describe('for what is no tag', () => {
    for (const tag of ['', 'nohyphen', 'Upper-Case', 'with space-', '1-digit', '-hyphen', 'font-face', 'a-<b>', 'constructor']) {
      it(`does nothing for "${tag}", in silence`, () => {
        const { heard, stop } = noise();
        expect(defineElement(tag, aClass())).to.equal('skipped');
        stop();
        expect(heard).to.eql([]);
      });
    }
  });
});
