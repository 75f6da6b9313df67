/** Help is there for everything that can be typed, and for nothing else. */

import { describe, expect, test } from 'vitest';
import { actions } from '#script/actions.ts';
import { helpFor } from '#script/help_text.ts';
import { kubectlVerbs } from '#script/kubectl_verbs.ts';

describe('help', () => {
  test('names every command', () => {
    const text = helpFor('help') ?? '';
    for (const { verb } of kubectlVerbs) expect(text).toContain(`  ${verb} `);
    for (const { kind, usage, moment } of actions) {
      if (moment === 'any' && !kind.startsWith('kubectl.')) expect(text).toContain(usage);
    }
  });

  test.each(kubectlVerbs)('tells of $verb', ({ verb, about, flags }) => {
    const text = helpFor(`kubectl ${verb} --help`) ?? '';
    expect(text).toContain(about);
    for (const flag of flags) expect(text).toContain(`--${flag}`);
    expect(helpFor(`help ${verb}`)).toBe(text);
  });

  test.each([
    ['kubectl get pods', undefined],
    ['watch rs-controller/pods cut', undefined],
    ['', undefined],
    ['kubectl', /VERB/],
    ['help watch', /watch INFORMER cut/],
    ['help fly', /There is no command/],
  ])('%s', (line, text) => {
    const help = helpFor(line);
    if (text === undefined) expect(help).toBeUndefined();
    else expect(help).toMatch(text);
  });
});
