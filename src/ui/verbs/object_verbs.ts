/** What kubectl can do to an object. */

import type { StageView } from '#view-model/stage_view.ts';
import { type Say, type Verb, verb } from './verb.ts';

export function objectVerbs(key: string, stage: StageView): readonly Verb[] {
  const { resource, name, namespace } = partsOf(key);
  const place = namespace === undefined ? '' : ` -n ${namespace}`;
  const found = stage.server.resources
    .find((each) => each.resource === resource)
    ?.objects.rows.find((row) => row.key === key);
  const gone: Say | false =
    found === undefined && stage.server.resources.length > 0 && ((words) => words.reasons.deleted);
  const scalable = resource === 'deployments' || resource === 'replicasets';
  const target = `${resource}/${name}`;
  const scale = (count: number): Verb =>
    verb('kubectl.scale', {
      label: ({ labels }) => labels.scaleTo(count),
      statement: `kubectl scale ${target} --replicas=${count}${place}`,
      impossible: scalable ? gone : (words) => words.reasons.noReplicas(resource),
    });
  return [
    verb('kubectl.delete', {
      label: ({ labels }) => labels.delete,
      statement: `kubectl delete ${target}${place}`,
      impossible: gone,
    }),
    verb('kubectl.label', {
      label: ({ labels }) => labels.touch,
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
