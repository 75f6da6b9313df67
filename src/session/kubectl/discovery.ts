/**
 * What the server knows, as kubectl remembers it: read once by aggregated discovery, kept for six hours
 * like the files under ~/.kube/cache, and read anew when a name is not among it.
 */

import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { after, type Instant, minutes } from '#base/time.ts';
import type { ClientError } from '#client-go/rest/request.ts';
import type { Proc } from '#sim/process.ts';
import type { Invocation } from './invocation.ts';

/** A resource of the API. */
export interface APIResource {
  readonly group: string;
  readonly version: string;
  /** The plural. */
  readonly resource: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly verbs: readonly string[];
}

const lasting = minutes(6 * 60);

export const discoveryAccept = [
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/json',
].join(',');

export class Discovery {
  #resources: readonly APIResource[] | undefined;
  #until: Instant | undefined;

  /** Everything that the server serves, from the cache if that is fresh. */
  *resources(invocation: Invocation): Proc<Result<readonly APIResource[], ClientError>> {
    const { now } = invocation.sim;
    if (this.#resources !== undefined && this.#until !== undefined && now < this.#until) {
      return ok(this.#resources);
    }
    return yield* this.refresh(invocation);
  }

  /** Reads it anew, whatever is remembered. */
  *refresh(invocation: Invocation): Proc<Result<readonly APIResource[], ClientError>> {
    const found: APIResource[] = [];
    for (const path of ['/api', '/apis']) {
      const answered = yield* invocation.send({ path, accept: discoveryAccept, query: timeLimit });
      if (!answered.ok) return fail(answered.error);
      found.push(...resourcesOf(answered.value.body));
    }
    this.#resources = found;
    this.#until = after(invocation.sim.now, lasting);
    return ok(found);
  }

  /** A resource by any of its names; an unknown one makes kubectl look again. */
  *named(invocation: Invocation, name: string): Proc<Result<APIResource | undefined, ClientError>> {
    return yield* this.#look(invocation, (all) => resourceNamed(all, name));
  }

  *ofKind(
    invocation: Invocation,
    apiVersion: string,
    kind: string,
  ): Proc<Result<APIResource | undefined, ClientError>> {
    const isMeant = (each: APIResource) => each.kind === kind && apiVersionOf(each) === apiVersion;
    return yield* this.#look(invocation, (all) => all.find(isMeant));
  }

  *#look(
    invocation: Invocation,
    find: (all: readonly APIResource[]) => APIResource | undefined,
  ): Proc<Result<APIResource | undefined, ClientError>> {
    const known = this.#resources;
    const all = yield* this.resources(invocation);
    if (!all.ok) return all;
    const found = find(all.value);
    if (found !== undefined || known !== all.value) return ok(found);
    const anew = yield* this.refresh(invocation);
    return anew.ok ? ok(find(anew.value)) : anew;
  }
}

const timeLimit = { timeout: '32s' };

export function apiVersionOf({ group, version }: APIResource): string {
  return group === '' ? version : `${group}/${version}`;
}

/** `deploy`, `deployments`, `deployments.apps`, `deployments.v1.apps`; capitals do not matter. */
export function resourceNamed(all: readonly APIResource[], name: string): APIResource | undefined {
  const wanted = name.toLowerCase();
  const short = all.find(({ shortNames }) => shortNames.includes(wanted));
  const plain = all.find(({ resource, singular }) => resource === wanted || singular === wanted);
  if (plain !== undefined || short !== undefined) return plain ?? short;
  const [first = '', ...rest] = wanted.split('.');
  const group = rest.join('.');
  return all.find(
    (each) =>
      (each.resource === first || each.singular === first || each.shortNames.includes(first)) &&
      group !== '' &&
      (each.group === group || `${each.version}.${each.group}` === group),
  );
}

function resourcesOf(body: JsonValue): readonly APIResource[] {
  if (!isJsonObject(body)) return [];
  return objects(body['items']).flatMap((group) => {
    const name = textOf(isJsonObject(group['metadata']) ? group['metadata']['name'] : undefined);
    const [preferred] = objects(group['versions']);
    if (preferred === undefined) return [];
    const version = textOf(preferred['version']);
    return objects(preferred['resources']).map((each) => resourceOf(each, name, version));
  });
}

function resourceOf(document: JsonObject, group: string, version: string): APIResource {
  const { responseKind } = document;
  return {
    group,
    version,
    resource: textOf(document['resource']),
    singular: textOf(document['singularResource']),
    kind: textOf(isJsonObject(responseKind) ? responseKind['kind'] : undefined),
    namespaced: document['scope'] === 'Namespaced',
    shortNames: texts(document['shortNames']),
    categories: texts(document['categories']),
    verbs: texts(document['verbs']),
  };
}

function objects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
