import { expect, test } from 'vitest';
import { parseJSONPath } from '#apiserver/printers/json_path.ts';
import type { JsonValue } from '#base/json.ts';

const object = {
  metadata: { annotations: { 'example.com/owner': 'me' } },
  spec: {
    ports: [
      { name: 'a', port: 1 },
      { name: 'b', port: 2 },
    ],
  },
  status: {
    conditions: [
      { type: 'Ready', status: 'True' },
      { type: 'Synced', status: 'False' },
    ],
  },
};

test.each<[path: string, found: readonly JsonValue[]]>([
  ['.spec.ports[0].port', [1]],
  ['.spec.ports[-1].name', ['b']],
  ['.spec.ports[*].name', ['a', 'b']],
  ['.spec.ports[0:1].name', ['a']],
  ['.spec.ports[?(@.port>1)].name', ['b']],
  ['.status.conditions[?(@.type=="Ready")].status', ['True']],
  [".status.conditions[?(@.type=='Gone')].status", []],
  ['.metadata.annotations.example\\.com/owner', ['me']],
  [".metadata.annotations['example.com/owner']", ['me']],
  ['.nothing.here', []],
  ['.spec.ports.name', []],
])('%s finds %j', (path, found) => {
  expect(parseJSONPath(path)?.find(object)).toEqual(found);
});

test.each(['.spec[', '.spec[?(type)]', '.a..b('])('%s is no path', (path) => {
  expect(parseJSONPath(path)).toBeUndefined();
});
