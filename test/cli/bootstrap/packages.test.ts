import { describe, expect, test } from 'vitest';
import { requireNode, sameInstall } from '#cli/bootstrap/packages.mjs';

describe('the Node version', () => {
  test.each(['20.19.0', '20.20.2', '22.0.0', '100.1.0'])('%s is new enough', (version) => {
    expect(() => requireNode(version)).not.toThrow();
  });

  test.each(['20.18.3', '18.20.0', '9.99.0'])('%s is refused with one sentence', (version) => {
    expect(() => requireNode(version)).toThrow(
      `Node 20.19 or newer is needed and this is ${version}`,
    );
  });
});

describe('packages are installed again', () => {
  const one = { version: '1.0.0', integrity: 'sha512-a' };
  const wanted = { '': {}, 'node_modules/a': one };

  test.each([
    { name: 'when nothing is installed', present: undefined, same: false },
    { name: 'when one is missing', present: {}, same: false },
    {
      name: 'when one has another version',
      present: { 'node_modules/a': { ...one, version: '1.0.1' } },
      same: false,
    },
    { name: 'not when all are there', present: { 'node_modules/a': one }, same: true },
  ])('$name', ({ present, same }) => {
    expect(sameInstall(wanted, present)).toBe(same);
  });

  test("not when only another platform's package is missing", () => {
    const optional = { ...wanted, 'node_modules/b-win32': { ...one, optional: true } };
    expect(sameInstall(optional, { 'node_modules/a': one })).toBe(true);
  });
});
