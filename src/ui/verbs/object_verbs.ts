/** What kubectl can do to an object. */

import type { StageView } from '#view-model/stage_view.ts';
import { type Verb, verb } from './verb.ts';

export function objectVerbs(key: string, stage: StageView): readonly Verb[] {
  const { resource, name, namespace } = partsOf(key);
  const place = namespace === undefined ? '' : ` -n ${namespace}`;
  const found = stage.server.resources
    .find((each) => each.resource === resource)
    ?.objects.rows.find((row) => row.key === key);
  const gone =
    found === undefined && stage.server.resources.length > 0 && 'the server has deleted it';
  const scalable = resource === 'deployments' || resource === 'replicasets';
  const target = `${resource}/${name}`;
  const scale = (count: number): Verb =>
    verb('kubectl.scale', {
      label: `Scale to ${count}`,
      statement: `kubectl scale ${target} --replicas=${count}${place}`,
      impossible: scalable ? gone : `${resource} have no replicas`,
    });
  return [
    verb('kubectl.delete', {
      label: 'Delete',
      statement: `kubectl delete ${target}${place}`,
      impossible: gone,
    }),
    verb('kubectl.label', {
      label: 'Touch (set a label)',
      statement: `kubectl label ${target} touched=now --overwrite${place}`,
      impossible: gone,
    }),
    ...(scalable ? [scale(1), scale(3), scale(5)] : []),
  ];
}

/** The parts of an object key: `pods/default/web-1`, or `nodes/node-a` without a namespace. */
export function partsOf(key: string): {
  readonly resource: string;
  readonly namespace: string | undefined;
  readonly name: string;
} {
  const [resource = '', second = '', third] = key.split('/');
  return third === undefined
    ? { resource, namespace: undefined, name: second }
    : { resource, namespace: second, name: third };
}
