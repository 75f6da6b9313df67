/** `kubectl rollout`: a deployment's way from one template to the next. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { formatTime } from '#base/epoch.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import { noDuration } from '#base/time.ts';
import { withCancel } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import { anyAccept, typedAccept } from './accept.ts';
import { eachInfo, patchDifference, sendPatch } from './change.ts';
import { complaintOf, ownError } from './complaint.ts';
import { podTemplateText } from './describe_pod.ts';
import { fine, type Invocation, type Outcome } from './invocation.ts';
import { sayDone } from './object_text.ts';
import { TabWriter } from './table.ts';
import { type Info, pathOf, shownName } from './targets.ts';
import { limitedContext, timeoutOf } from './wait.ts';
import { watchObject } from './watch_object.ts';

const manager = 'kubectl-rollout';

export function* rollout(invocation: Invocation): Proc<Outcome> {
  const [subcommand = '', ...words] = invocation.words;
  return yield* eachInfo(invocation, words, {
    accept: anyAccept,
    act: (info) => roll(invocation, subcommand, info),
  });
}

function* roll(invocation: Invocation, subcommand: string, info: Info): Proc<Outcome> {
  if (info.resource.kind !== 'Deployment') {
    return [ownError(`no ${subcommand} for ${info.resource.kind.toLowerCase()}s here`)];
  }
  switch (subcommand) {
    case 'status':
      return yield* status(invocation, info);
    case 'restart':
      return yield* restart(invocation, info);
    case 'pause':
      return yield* pause(invocation, info, true);
    case 'resume':
      return yield* pause(invocation, info, false);
    case 'history':
      return yield* history(invocation, info);
    default:
      return yield* undo(invocation, info);
  }
}

// Status.

function* status(invocation: Invocation, info: Info): Proc<Outcome> {
  const patience = timeoutOf(invocation, noDuration) ?? noDuration;
  const limited =
    patience === noDuration
      ? withCancel(invocation.sim, invocation.ctx, 'rollout')
      : limitedContext(invocation, patience);
  const goesOn = invocation.isOn('watch', true);
  try {
    const verdict = yield* watchObject(
      invocation,
      { resource: info.resource, namespace: info.namespace, name: info.name, ctx: limited.ctx },
      {
        began: () => undefined,
        changed: (event) => {
          if (event.type === 'DELETED') {
            return { done: true, fault: ownError('object has been deleted') };
          }
          if (event.type === 'ERROR') return undefined;
          const stage = stageOf(event.object);
          if (stage.fault !== undefined) return { done: true, fault: ownError(stage.fault) };
          invocation.out(stage.text);
          return stage.done || !goesOn ? { done: true } : undefined;
        },
      },
    );
    if (verdict === undefined) {
      return invocation.ctx.error === undefined
        ? [ownError('timed out waiting for the condition')]
        : fine;
    }
    return verdict.fault === undefined ? fine : [verdict.fault];
  } finally {
    limited.cancel();
  }
}

interface Counts {
  readonly observedGeneration?: number;
  readonly replicas?: number;
  readonly updatedReplicas?: number;
  readonly availableReplicas?: number;
  readonly conditions?: readonly { readonly type?: string; readonly reason?: string }[];
}

/** How far a deployment has come, in kubectl's words. */
export function stageOf(object: Unstructured): {
  readonly text: string;
  readonly done: boolean;
  readonly fault?: string;
} {
  const {
    metadata,
    spec,
    status: state,
  } = object as unknown as {
    readonly metadata: Unstructured['metadata'];
    readonly spec?: { readonly replicas?: number };
    readonly status?: Counts;
  };
  const name = JSON.stringify(metadata.name ?? '');
  const counts = state ?? {};
  if ((metadata.generation ?? 0) > (counts.observedGeneration ?? 0)) {
    return { text: 'Waiting for deployment spec update to be observed...\n', done: false };
  }
  const progress = counts.conditions?.find(({ type }) => type === 'Progressing');
  if (progress?.reason === 'ProgressDeadlineExceeded') {
    const fault = `deployment ${name} exceeded its progress deadline`;
    return { text: '', done: false, fault };
  }
  const { updatedReplicas: updated = 0, replicas = 0, availableReplicas: available = 0 } = counts;
  const wanted = spec?.replicas;
  const head = `Waiting for deployment ${name} rollout to finish:`;
  if (wanted !== undefined && updated < wanted) {
    return {
      text: `${head} ${updated} out of ${wanted} new replicas have been updated...\n`,
      done: false,
    };
  }
  if (replicas > updated) {
    return {
      text: `${head} ${replicas - updated} old replicas are pending termination...\n`,
      done: false,
    };
  }
  if (available < updated) {
    return {
      text: `${head} ${available} of ${updated} updated replicas are available...\n`,
      done: false,
    };
  }
  return { text: `deployment ${name} successfully rolled out\n`, done: true };
}

// Restart, pause, resume.

const restartedAt = 'kubectl.kubernetes.io/restartedAt';

function* restart(invocation: Invocation, info: Info): Proc<Outcome> {
  const before = info.object as unknown as JsonObject;
  const spec = member(before, 'spec');
  if (spec['paused'] === true) {
    return [
      ownError(
        `deployments.apps "${info.name}" can't restart paused deployment (run rollout resume first)`,
      ),
    ];
  }
  const template = member(spec, 'template');
  const metadata = member(template, 'metadata');
  const annotations = {
    ...member(metadata, 'annotations'),
    [restartedAt]: formatTime(invocation.sim.now),
  };
  const after = {
    ...before,
    spec: { ...spec, template: { ...template, metadata: { ...metadata, annotations } } },
  };
  return yield* patchDifference(invocation, info, { after, manager, operation: 'restarted' });
}

function* pause(invocation: Invocation, info: Info, paused: boolean): Proc<Outcome> {
  const before = info.object as unknown as JsonObject;
  const spec = member(before, 'spec');
  const operation = paused ? 'paused' : 'resumed';
  if ((spec['paused'] === true) === paused) {
    const state = paused ? 'is already paused' : 'is not paused';
    return [ownError(`deployments.apps "${info.name}" ${state}`)];
  }
  const { paused: _paused, ...others } = spec;
  const after = { ...before, spec: paused ? { ...spec, paused } : others };
  return yield* patchDifference(invocation, info, { after, manager, operation });
}

// History and undo.

const revisionAnnotation = 'deployment.kubernetes.io/revision';
const causeAnnotation = 'kubernetes.io/change-cause';

interface Revision {
  readonly number: number;
  readonly set: JsonObject;
}

/** The deployment once more, and its ReplicaSets by revision. */
function* revisionsOf(invocation: Invocation, info: Info): Proc<readonly Revision[] | string> {
  const { resource, namespace, name } = info;
  const again = yield* invocation.object({
    path: pathOf(resource, { namespace, name }),
    accept: typedAccept,
  });
  if (!again.ok) return complaintOf(again.error);
  const spec = member(again.value as unknown as JsonObject, 'spec');
  const labels = member(member(spec, 'selector'), 'matchLabels');
  const selector = Object.keys(labels)
    .toSorted()
    .map((key) => `${key}=${String(labels[key])}`)
    .join(',');
  const sets = yield* invocation.send({
    path: `/apis/apps/v1/namespaces/${namespace}/replicasets`,
    accept: typedAccept,
    query: { labelSelector: selector },
  });
  if (!sets.ok) return complaintOf(sets.error);
  const { uid } = again.value.metadata;
  const items = isJsonObject(sets.value.body) ? sets.value.body['items'] : [];
  return (Array.isArray(items) ? items : [])
    .filter(isJsonObject)
    .filter((set) => isOwnedBy(set, uid))
    .map((set) => ({ set, number: Number(annotationsOf(set)[revisionAnnotation] ?? '0') }))
    .filter(({ number }) => number > 0)
    .toSorted((left, right) => left.number - right.number);
}

function* history(invocation: Invocation, info: Info): Proc<Outcome> {
  const revisions = yield* revisionsOf(invocation, info);
  if (typeof revisions === 'string') return [revisions];
  const wanted = invocation.flag('revision');
  const head = shownName(info.resource, info.name);
  if (wanted !== undefined && wanted !== '0') {
    const found = revisions.find(({ number }) => String(number) === wanted);
    if (found === undefined) return [ownError('unable to find the specified revision')];
    const template = member(member(found.set, 'spec'), 'template');
    invocation.out(`${head} with revision #${wanted}\nPod Template:\n${podTemplateText(template)}`);
    return fine;
  }
  if (revisions.length === 0) {
    invocation.out(`${head} \nNo rollout history found.\n`);
    return fine;
  }
  const rows = revisions.map(({ number, set }) => [
    String(number),
    annotationsOf(set)[causeAnnotation] ?? '<none>',
  ]);
  const lines = new TabWriter().lines([['REVISION', 'CHANGE-CAUSE'], ...rows]);
  invocation.out(`${head} \n${lines}\n`);
  return fine;
}

function* undo(invocation: Invocation, info: Info): Proc<Outcome> {
  const spec = member(info.object as unknown as JsonObject, 'spec');
  if (spec['paused'] === true) {
    return [
      ownError(
        `you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again`,
      ),
    ];
  }
  const revisions = yield* revisionsOf(invocation, info);
  if (typeof revisions === 'string') return [revisions];
  const wanted = invocation.flag('revision');
  const found =
    wanted === undefined || wanted === '0'
      ? revisions.at(-2)
      : revisions.find(({ number }) => String(number) === wanted);
  if (found === undefined)
    return [ownError(`no rollout history found for deployment "${info.name}"`)];
  const body: JsonValue = [
    {
      op: 'replace',
      path: '/spec/template',
      value: withoutHash(member(member(found.set, 'spec'), 'template')),
    },
    {
      op: 'replace',
      path: '/metadata/annotations',
      value: annotationsOf(info.object as unknown as JsonObject),
    },
  ];
  const patched = yield* sendPatch(invocation, info, {
    type: 'application/json-patch+json',
    body,
    manager,
    accept: anyAccept,
  });
  if (!patched.ok) return [patched.error];
  sayDone(invocation, info.resource, { object: patched.value, operation: 'rolled back' });
  return fine;
}

/** A template as the deployment had it: the hash is the ReplicaSet's own label. */
function withoutHash(template: JsonObject): JsonObject {
  const metadata = member(template, 'metadata');
  const { 'pod-template-hash': _hash, ...labels } = member(metadata, 'labels');
  return { ...template, metadata: { ...metadata, labels } };
}

function isOwnedBy(object: JsonObject, uid: string | undefined): boolean {
  const owners = member(object, 'metadata')['ownerReferences'];
  return (
    Array.isArray(owners) &&
    owners.filter(isJsonObject).some((each) => each['controller'] === true && each['uid'] === uid)
  );
}

function annotationsOf(object: JsonObject): Readonly<Record<string, string>> {
  return member(member(object, 'metadata'), 'annotations') as Readonly<Record<string, string>>;
}

function member(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isJsonObject(value) ? value : {};
}
