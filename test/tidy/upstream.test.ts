import { expect, test } from 'vitest';
import { codeBelow, readFile } from './repository_files.ts';
import { addressesOf, addressFault } from './upstream_address.ts';

const files = codeBelow('src');

test('every port file says where it comes from, and nothing else does', () => {
  expect(files.length).toBeGreaterThan(0);
  expect(files.map(addressFault).filter((fault) => fault !== undefined)).toEqual([]);
});

test('every upstream repository that is named is pinned in package.json', () => {
  const pinned = Object.keys(JSON.parse(readFile('package.json').text).upstream);
  const named = new Set(files.flatMap((file) => addressesOf(file.text)).map((a) => a.repository));
  expect([...named].filter((repository) => !pinned.includes(repository))).toEqual([]);
});

const header = (address: string) => `/**\n * A queue.\n *\n * @upstream ${address}\n */\n`;

test.each([
  { path: 'src/client-go/tools/cache/fifo.ts', text: '/** A queue. */', ok: false },
  {
    path: 'src/client-go/tools/cache/the_real_fifo.ts',
    text: header('kubernetes/client-go tools/cache/the_real_fifo.go'),
    ok: true,
  },
  {
    path: 'src/client-go/tools/cache/queue.ts',
    text: header('kubernetes/client-go tools/cache/fifo.go'),
    ok: false,
  },
  {
    path: 'src/client-go/tools/cache/fifo.ts',
    text: header('kubernetes/apimachinery tools/cache/fifo.go'),
    ok: false,
  },
  {
    path: 'src/apimachinery/pkg/api/errors/errors.ts',
    text: header('kubernetes/apimachinery pkg/api/errors/errors.go'),
    ok: true,
  },
  {
    path: 'src/client-go/kubernetes/typed_client.ts',
    text: header('kubernetes/client-go kubernetes/clientset.go'),
    ok: true,
  },
  { path: 'src/sim/channel.ts', text: header('kubernetes/client-go a.go'), ok: false },
  { path: 'src/sim/channel.ts', text: '/** A channel. */', ok: true },
])('an address: $path, $text: $ok', ({ path, text, ok }) => {
  expect(addressFault({ path, text }) === undefined).toBe(ok);
});
