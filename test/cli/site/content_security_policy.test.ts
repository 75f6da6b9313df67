/** What a page may run is what it was built with; nothing wider slips in. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  inlineScripts,
  needsOf,
  needsOfAll,
  policyText,
  withPolicy,
} from '#cli/site/content_security_policy.ts';

const pages = join(import.meta.dirname, '../../../src/app');
const names = readdirSync(pages).filter((name) => name.endsWith('.html'));

function read(name: string): string {
  return readFileSync(join(pages, name), 'utf8');
}

test.each(names)(
  '%s loads from its own origin, runs only files and what it was built with',
  (name) => {
    const policy = policyText(needsOf(name, read(name)));
    const directives = new Map(
      policy.split('; ').map((each) => {
        const [directive = '', ...values] = each.split(' ');
        return [directive, values] as const;
      }),
    );
    expect(directives.get('default-src')).toEqual(["'none'"]);
    const scripts = directives.get('script-src') ?? [];
    expect(scripts[0]).toBe("'self'");
    expect(scripts.slice(1).every((each) => /^'sha256-[A-Za-z0-9+/]{43}='$/.test(each))).toBe(true);
    expect(policy).not.toMatch(/unsafe-eval|wasm|https?:|\*/);
    expect(scripts.join(' ')).not.toContain('unsafe');
    for (const closed of ['base-uri', 'form-action']) {
      expect(directives.get(closed)).toEqual(["'none'"]);
    }
  },
);

test('there are pages to look at, and most of their inline scripts are one and the same', () => {
  expect(names).toContain('index.html');
  expect(names).toContain('fidelity.html');
  expect(inlineScripts(read('index.html'))).toHaveLength(1);
});

describe('inline scripts', () => {
  test.each([
    { name: 'a classic one', html: '<script>a()</script>', found: ['a()'] },
    { name: 'a module', html: '<script type="module">a()</script>', found: ['a()'] },
    { name: 'a file', html: '<script type="module" src="./a.js"></script>', found: [] },
    { name: 'a data block', html: '<script type="application/ld+json">{}</script>', found: [] },
    { name: 'two', html: '<script>a</script><p><script>b</script>', found: ['a', 'b'] },
  ])('$name', ({ html, found }) => {
    expect(inlineScripts(html)).toEqual(found);
  });
});

test('a script is known by the hash that browsers compute', () => {
  const text = '\n  a("ü");\n';
  const hash = createHash('sha256').update(Buffer.from(text, 'utf8')).digest('base64');
  const policy = policyText(needsOf('index.html', `<script>${text}</script>`));
  expect(policy).toContain(`script-src 'self' 'sha256-${hash}'; `);
});

test('a strict page has its own inline styles by their hashes', () => {
  const html = '<style>p { color: red }</style><script>a</script>';
  const styles = policyText(needsOf('embed.html', html)).split('; ')[2];
  expect(styles).toMatch(/^style-src 'self' 'sha256-[^']{44}'$/);
});

test('only the configurator frames other pages; only pages known to need them have inline styles', () => {
  expect(policyText(needsOf('configure.html', ''))).toContain("frame-src 'self'");
  expect(policyText(needsOf('index.html', ''))).toContain("frame-src 'none'");
  expect(policyText(needsOf('index.html', ''))).toContain("style-src 'self' 'unsafe-inline'");
  expect(policyText(needsOf('fidelity.html', ''))).toContain("style-src 'self';");
});

test('one policy for all of them allows what each of them needs, each once', () => {
  const all = policyText(
    needsOfAll([
      needsOf('fidelity.html', '<style>p {}</style><script>a</script>'),
      needsOf('configure.html', '<script>a</script><script>b</script>'),
      needsOf('index.html', ''),
    ]),
  );
  // A hash of a style would take away from `unsafe-inline` what it allows.
  expect(all.match(/'sha256-/g)).toHaveLength(2);
  expect(all).toContain("frame-src 'self'");
  expect(all).toContain("style-src 'self' 'unsafe-inline';");
});

test('the policy stands before everything that it binds', () => {
  const html = withPolicy(read('index.html'), "default-src 'none'");
  const policy = html.indexOf('Content-Security-Policy');
  expect(policy).toBeGreaterThan(0);
  expect(policy).toBeLessThan(html.search(/<(script|link|style|title)/));
  // The character set has to be within the first 1024 bytes.
  expect(html.indexOf('charset')).toBeLessThan(policy);
  expect(() => withPolicy('<p>', '')).toThrow('expected <meta charset');
});
