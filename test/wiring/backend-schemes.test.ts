import { expect } from '@open-wc/testing';
import type { Backend } from '../../src/backend/backend.js';
import { isBackendError } from '../../src/backend/backend-error.js';
import { backendFor, offerBackendScheme } from '../../src/wiring/backend-schemes.js';
import { aBackend } from '../support/backends.js';

const asked: string[] = [];
const offer = (scheme: string, make: () => Promise<Backend> = async () => aBackend()) =>
  offerBackendScheme(scheme, (rest) => {
    asked.push(rest);
    return make();
  });

const failure = (opening: Promise<Backend>): Promise<unknown> =>
  opening.then(
    () => undefined,
    (error: unknown) => error,
  );

beforeEach(() => void asked.splice(0));

describe('asking for the backend of an address', () => {
  it('gives its loader what stands after the scheme', async () => {
    offer('one');
    await backendFor('one:acme:2?x=1');
    await backendFor('one:');
    expect(asked).to.eql(['acme:2?x=1', '']);
  });

  it('gives the same backend for the same address, however it is spelled', async () => {
    offer('two');
    const [first, ...others] = await Promise.all(['two:acme', 'two:acme', ' two:acme\n', 'TWO:acme'].map(backendFor));
    for (const other of others) expect(other).to.equal(first);
    expect(asked).to.eql(['acme']);
  });

  it('gives different ones for different addresses', async () => {
    offer('three');
    expect(await backendFor('three:a')).not.to.equal(await backendFor('three:A'));
  });

  for (const scheme of ['https', 'http']) {
    it(`gives the loader of ${scheme} the whole address`, async () => {
      offer(scheme);
      await backendFor(` ${scheme}://desk.example/api`);
      expect(asked).to.eql([`${scheme}://desk.example/api`]);
    });
  }

  it('rejects as unsupported what nobody offers', async () => {
    for (const address of ['nobody:acme', 'acme', '', ':', 'constructor:', '://', 'no body:x']) {
      const error = await failure(backendFor(address));
      expect(isBackendError(error) && error.code, address).to.equal('unsupported');
    }
  });

  it('tries again after a failure, rejected or thrown', async () => {
    for (const [scheme, fail] of [
      ['rejecting', async () => Promise.reject(new Error('no'))],
      [
        'throwing',
        () => {
          throw new Error('no');
        },
      ],
    ] as const) {
      let failed = false;
      offer(scheme, () => {
        if (failed) return Promise.resolve(aBackend());
        failed = true;
        return fail();
      });
      expect(await failure(backendFor(`${scheme}:acme`))).to.be.an('error');
      expect(await failure(backendFor(`${scheme}:acme`))).to.equal(undefined);
    }
  });
});
