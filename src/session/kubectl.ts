/**
 * kubectl as a program of the run: it sends the requests that the real one sends, one after another,
 * and says what kubectl would print.
 *
 * Unlike the real one it knows the kinds without asking for discovery, applies JSON merge patches to
 * built-in kinds too, and lets a name end in `*`: the object with the oldest such name is meant.
 */

import { isNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { canonicalJson, type JsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { milliseconds } from '#base/time.ts';
import { unreachable } from '#base/unreachable.ts';
import type { ResourceInterface } from '#client-go/dynamic/interface.ts';
import type { ClientError } from '#client-go/rest/request.ts';
import { lastApplied, threeWayPatch, withLastApplied } from '#script/kubectl_apply.ts';
import type { KubectlCommand } from '#script/kubectl_text.ts';
import type { Manifest } from '#script/manifests.ts';
import { background, type Context } from '#sim/context.ts';
import type { Proc, Process } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import type { CommandOf } from '#trace/command.ts';

/** A kind as kubectl needs to know it. */
export interface ResourceInfo {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** What kubectl is given. */
export interface KubectlEnvironment {
  readonly sim: Sim;
  readonly program: Program;
  readonly ofKind: (apiVersion: string, kind: string) => ResourceInfo | undefined;
  /** By plural, singular or short name. */
  readonly named: (name: string) => ResourceInfo | undefined;
  readonly client: (info: ResourceInfo, namespace: string) => ResourceInterface;
}

type Outcome = Result<string, string>;
type Target = CommandOf<'kubectl.scale'>['target'];
type ManifestVerb = 'kubectl.apply' | 'kubectl.create' | 'kubectl.replace' | 'kubectl.delete';
type ChangeCommand = CommandOf<'kubectl.label'> | CommandOf<'kubectl.annotate'>;

const fieldManager = 'kubectl-client-side-apply';
const usualNamespace = 'default';
/** How often kubectl looks again for a kind whose definition it has just created. */
const mostLooks = 20;

export class Kubectl {
  readonly #env: KubectlEnvironment;
  readonly #ctx: Context;
  #runs = 0;

  constructor(env: KubectlEnvironment) {
    this.#env = env;
    this.#ctx = background(env.sim);
  }

  /** Starts a command; the process ends when kubectl would exit. */
  start(command: KubectlCommand, manifests: readonly Manifest[]): Process {
    const { sim, program } = this.#env;
    const name = `kubectl/${++this.#runs}`;
    return sim.spawn(name, this.#run(command, manifests), { program });
  }

  *#run(command: KubectlCommand, manifests: readonly Manifest[]): Proc {
    switch (command.kind) {
      case 'kubectl.apply':
      case 'kubectl.create':
      case 'kubectl.replace':
        yield* this.#eachManifest(command.kind, manifests, command.namespace);
        return;
      case 'kubectl.delete':
        yield* this.#deleteAll(command, manifests);
        return;
      case 'kubectl.scale':
        this.#say(yield* this.#scale(command));
        return;
      case 'kubectl.label':
      case 'kubectl.annotate':
        this.#say(yield* this.#change(command));
        return;
      case 'kubectl.patch':
        this.#say(yield* this.#patch(command));
        return;
      case 'kubectl.get':
        this.#say(yield* this.#get(command));
        return;
      default:
        unreachable(command);
    }
  }

  *#eachManifest(
    kind: ManifestVerb,
    manifests: readonly Manifest[],
    namespace: string | undefined,
  ): Proc {
    for (const manifest of manifests) {
      const info = yield* this.#infoOf(manifest);
      if (info === undefined) {
        const { kind: name, apiVersion } = manifest;
        this.#say(fail(`error: no matches for kind "${name}" in version "${apiVersion}"`));
        continue;
      }
      const within = manifest.namespace === '' ? namespace : manifest.namespace;
      const client = this.#client(info, within);
      this.#say(yield* this.#one(kind, client, manifest, info));
    }
  }

  *#one(
    verb: ManifestVerb,
    client: ResourceInterface,
    manifest: Manifest,
    info: ResourceInfo,
  ): Proc<Outcome> {
    switch (verb) {
      case 'kubectl.apply':
        return yield* this.#apply(client, manifest, info);
      case 'kubectl.create': {
        const created = yield* client.create(this.#ctx, objectOf(manifest), {
          fieldManager: 'kubectl-create',
        });
        return told(created, () => `${shown(info, manifest.name)} created`);
      }
      case 'kubectl.replace': {
        const replaced = yield* client.update(this.#ctx, objectOf(manifest), {
          fieldManager: 'kubectl-replace',
        });
        return told(replaced, () => `${shown(info, manifest.name)} replaced`);
      }
      case 'kubectl.delete':
        return yield* this.#deleteOne(client, info, manifest.name);
      default:
        return unreachable(verb);
    }
  }

  *#apply(client: ResourceInterface, manifest: Manifest, info: ResourceInfo): Proc<Outcome> {
    const ctx = this.#ctx;
    const { name } = manifest;
    const wanted = withLastApplied(manifest.object);
    const found = yield* client.get(ctx, name);
    if (!found.ok) {
      if (!isNotFound(found.error)) return fail(errorText(found.error));
      const created = yield* client.create(ctx, wanted as unknown as Unstructured, {
        fieldManager,
      });
      return told(created, () => `${shown(info, name)} created`);
    }
    const live = found.value as unknown as JsonObject;
    const patch = threeWayPatch({ before: lastApplied(live), wanted, live });
    if (patch === undefined) return ok(`${shown(info, name)} unchanged`);
    const patched = yield* client.patch(ctx, name, {
      type: 'application/merge-patch+json',
      data: patch,
      fieldManager,
    });
    // The server may make of the patch what is there already, as with defaults in a list.
    const { resourceVersion } = found.value.metadata;
    const same = patched.ok && patched.value.metadata.resourceVersion === resourceVersion;
    return told(patched, () => `${shown(info, name)} ${same ? 'unchanged' : 'configured'}`);
  }

  *#deleteAll(command: CommandOf<'kubectl.delete'>, manifests: readonly Manifest[]): Proc {
    if (command.file !== undefined) {
      yield* this.#eachManifest('kubectl.delete', manifests, command.namespace);
      return;
    }
    for (const target of command.targets ?? []) {
      const found = yield* this.#resolve(target, command.namespace);
      this.#say(
        found.ok
          ? yield* this.#deleteOne(found.value.client, found.value.info, found.value.name)
          : found,
      );
    }
    if (command.resource === undefined) return;
    const info = this.#env.named(command.resource);
    if (info === undefined) {
      this.#say(fail(noSuchType(command.resource)));
      return;
    }
    const client = this.#client(info, command.namespace);
    const list = yield* client.list(this.#ctx, selecting(command.selector));
    if (!list.ok) {
      this.#say(fail(errorText(list.error)));
      return;
    }
    if (list.value.items.length === 0) this.#say(ok('No resources found'));
    for (const item of list.value.items) {
      this.#say(yield* this.#deleteOne(client, info, item.metadata.name ?? ''));
    }
  }

  *#deleteOne(client: ResourceInterface, info: ResourceInfo, name: string): Proc<Outcome> {
    const deleted = yield* client.delete(this.#ctx, name, { propagationPolicy: 'Background' });
    return told(deleted, () => `${shown(info, name).replace('/', ' "')}" deleted`);
  }

  *#scale(command: CommandOf<'kubectl.scale'>): Proc<Outcome> {
    const found = yield* this.#resolve(command.target, command.namespace);
    if (!found.ok) return found;
    const { client, info, name } = found.value;
    const scaled = yield* client.patch(this.#ctx, name, {
      type: 'application/merge-patch+json',
      data: { spec: { replicas: command.replicas } },
      fieldManager: 'kubectl-scale',
    });
    return told(scaled, () => `${shown(info, name)} scaled`);
  }

  *#change(command: ChangeCommand): Proc<Outcome> {
    const found = yield* this.#resolve(command.target, command.namespace);
    if (!found.ok) return found;
    const { client, info, name } = found.value;
    const member = command.kind === 'kubectl.label' ? 'labels' : 'annotations';
    const read = yield* client.get(this.#ctx, name);
    if (!read.ok) return fail(errorText(read.error));
    const known = read.value.metadata[member] ?? {};
    const clash = command.changes.find(
      ({ name: key, value }) =>
        value !== undefined && known[key] !== undefined && known[key] !== value,
    );
    if (clash !== undefined && !command.overwrite) {
      return fail(
        `error: '${clash.name}' already has a value (${known[clash.name]}), and --overwrite is false`,
      );
    }
    const values = Object.fromEntries(
      command.changes.map((each) => [each.name, each.value ?? null]),
    );
    const patched = yield* client.patch(this.#ctx, name, {
      type: 'application/merge-patch+json',
      data: { metadata: { [member]: values } },
      fieldManager: 'kubectl-label',
    });
    const done = member === 'labels' ? 'labeled' : 'annotated';
    return told(patched, () => `${shown(info, name)} ${done}`);
  }

  *#patch(command: CommandOf<'kubectl.patch'>): Proc<Outcome> {
    const found = yield* this.#resolve(command.target, command.namespace);
    if (!found.ok) return found;
    const { client, info, name } = found.value;
    const { subresource } = command;
    const patched = yield* client.patch(this.#ctx, name, {
      type: 'application/merge-patch+json',
      data: command.patch as JsonObject,
      fieldManager: 'kubectl-patch',
      ...(subresource === undefined ? {} : { subresource }),
    });
    return told(patched, () => `${shown(info, name)} patched`);
  }

  *#get(command: CommandOf<'kubectl.get'>): Proc<Outcome> {
    const info = this.#env.named(command.resource);
    if (info === undefined) return fail(noSuchType(command.resource));
    const client = this.#client(info, command.namespace);
    if (command.name !== undefined) {
      const one = yield* client.get(this.#ctx, command.name);
      return told(one, (object) => printed([object], info, command.output));
    }
    const list = yield* client.list(this.#ctx, selecting(command.selector));
    return told(list, ({ items }) => printed(items, info, command.output));
  }

  /** Finds what a name means; one that ends in `*` asks the server for what there is. */
  *#resolve(
    target: Target,
    namespace: string | undefined,
  ): Proc<Result<{ client: ResourceInterface; info: ResourceInfo; name: string }, string>> {
    const info = this.#env.named(target.resource);
    if (info === undefined) return fail(noSuchType(target.resource));
    const client = this.#client(info, namespace);
    if (!target.name.endsWith('*')) return ok({ client, info, name: target.name });
    const list = yield* client.list(this.#ctx, {});
    if (!list.ok) return fail(errorText(list.error));
    const start = target.name.slice(0, -1);
    const name = oldest(list.value.items.filter((item) => isNamed(item, start)));
    if (name === undefined) return fail(`Error: no ${info.resource} named "${target.name}"`);
    return ok({ client, info, name });
  }

  /** A kind may take a moment to be served after its definition was created. */
  *#infoOf(manifest: Manifest): Proc<ResourceInfo | undefined> {
    for (let look = 0; look < mostLooks; look++) {
      const info = this.#env.ofKind(manifest.apiVersion, manifest.kind);
      if (info !== undefined) return info;
      yield* this.#env.sim.sleep(milliseconds(250));
    }
    return undefined;
  }

  #client(info: ResourceInfo, namespace: string | undefined): ResourceInterface {
    return this.#env.client(info, info.namespaced ? (namespace ?? usualNamespace) : '');
  }

  #say(outcome: Outcome): void {
    const message = outcome.ok ? outcome.value : outcome.error;
    this.#env.sim.emit('controller.logged', 'kubectl', { controller: 'kubectl', message });
  }
}

interface Named {
  readonly metadata: {
    readonly name?: string | undefined;
    readonly creationTimestamp?: unknown;
    readonly deletionTimestamp?: unknown;
  };
}

function isNamed(item: Named, start: string): boolean {
  return (
    item.metadata.deletionTimestamp === undefined && (item.metadata.name ?? '').startsWith(start)
  );
}

function oldest(items: readonly Named[]): string | undefined {
  const order = items.map(({ metadata }) => ({
    name: metadata.name ?? '',
    born: String(metadata.creationTimestamp ?? ''),
  }));
  order.sort((a, b) => {
    if (a.born !== b.born) return a.born < b.born ? -1 : 1;
    return a.name < b.name ? -1 : 1;
  });
  return order[0]?.name;
}

function objectOf(manifest: Manifest): Unstructured {
  return manifest.object as unknown as Unstructured;
}

function told<T>(result: Result<T, ClientError>, text: (value: T) => string): Outcome {
  return result.ok ? ok(text(result.value)) : fail(errorText(result.error));
}

function errorText(error: ClientError): string {
  if (error.kind !== 'StatusError') return `error: ${error.message}`;
  const { reason } = error.errStatus;
  return reason === undefined
    ? `error: ${error.message}`
    : `Error from server (${reason}): ${error.message}`;
}

function selecting(selector: string | undefined): { readonly labelSelector?: string } {
  return selector === undefined ? {} : { labelSelector: selector };
}

function noSuchType(name: string): string {
  return `error: the server doesn't have a resource type "${name}"`;
}

/** `deployment.apps/web`, `pod/web-1`. */
function shown(info: ResourceInfo, name: string): string {
  const kind = info.kind.toLowerCase();
  return `${info.group === '' ? kind : `${kind}.${info.group}`}/${name}`;
}

function printed(
  items: readonly unknown[],
  info: ResourceInfo,
  output: string | undefined,
): string {
  if (items.length === 0) return 'No resources found';
  if (output === 'json' || output === 'yaml') return items.map(canonicalJson).join('\n');
  return items.map((item) => shown(info, (item as Named).metadata.name ?? '')).join('\n');
}
