/** Random scripts for the store and its indices. */

import type { ScriptStep } from '#cli/oracle/corpus.ts';
import type { ProfileName } from '#trace/profile.ts';
import { type Chance, deleted, type Generated, keys, object } from './chance.ts';

const indexNames = ['namespace', 'label:app', 'label:users'];
const labelValues = ['x', 'y', 'x+y', 'y+z', 'z+z'];

function labelled(chance: Chance): string {
  if (chance.once(30)) return 'nothing';
  const app = chance.once(3) ? '' : ` app=${chance.pick(labelValues)}`;
  const users = chance.once(2) ? '' : ` users=${chance.pick(labelValues)}`;
  return `${object(chance)}${app}${users}`;
}

export function store(chance: Chance, preset: ProfileName): Generated {
  const writes = ['add', 'add', 'update', 'update', 'delete', 'delete', 'replace'];
  const reads = ['get', 'getByKey', 'list', 'listKeys', 'index', 'byIndex', 'byIndex'];
  const others = ['indexKeys', 'indexKeys', 'listIndexFuncValues', 'addIndexers', 'getIndexers'];
  const names = ['splitKey', 'metaNamespaceKey', 'deletionHandlingKey', 'resync'];
  const newer = preset === 'modern' ? ['transaction', 'bookmark'] : [];
  const verbs = [...writes, ...writes, ...reads, ...others, ...names, ...newer];
  const step = (): ScriptStep => storeStep(chance, chance.pick(verbs));
  const indexes = indexNames.filter(() => chance.once(2));
  return { options: { indexes }, steps: [...chance.several(30, step), { do: 'list' }] };
}

function storeStep(chance: Chance, verb: string): ScriptStep {
  const index = chance.once(12) ? 'nope' : chance.pick(indexNames);
  const value = chance.pick(['x', 'y', 'z', 'ns', 'other', '', 'x+y']);
  switch (verb) {
    case 'delete':
      return { do: verb, object: chance.once(5) ? deleted(chance) : labelled(chance) };
    case 'replace': {
      const objects = chance.several(6, () => labelled(chance));
      return { do: verb, objects, resourceVersion: String(chance.version()) };
    }
    case 'getByKey':
      return { do: verb, key: chance.pick(keys) };
    case 'index':
      // A query with an object that has no metadata is an error of the index function itself.
      return { do: verb, index, object: `ns/q@1 app=${chance.pick(labelValues)}` };
    case 'byIndex':
    case 'indexKeys':
      return { do: verb, index, value };
    case 'listIndexFuncValues':
      return { do: verb, index };
    case 'addIndexers':
      return { do: verb, indexes: indexNames.filter(() => chance.once(3)) };
    case 'bookmark':
      return { do: verb, resourceVersion: String(chance.version()) };
    case 'transaction': {
      const kinds = ['Add', 'Update', 'Delete'];
      const one = () => `${chance.pick(kinds)} ${labelled(chance)}`;
      return { do: verb, transactions: chance.several(4, one) };
    }
    case 'splitKey':
      return { do: verb, key: chance.pick([...keys, '', 'a/b/c', '/a', 'a/']) };
    case 'metaNamespaceKey':
    case 'deletionHandlingKey':
      return { do: verb, object: deleted(chance) };
    case 'list':
    case 'resync':
    case 'listKeys':
    case 'getIndexers':
      return { do: verb };
    default:
      return { do: verb, object: labelled(chance) };
  }
}
