/**
 * From the words on the line to the objects that are meant: types and names in any of kubectl's forms,
 * read from the server one by one or as lists.
 */

import { isNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { isJsonObject, type JsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { ClientError } from '#client-go/rest/request.ts';
import type { Proc } from '#sim/process.ts';
import { complaintOf, ownError } from './complaint.ts';
import { type APIResource, apiVersionOf } from './discovery.ts';
import type { Invocation } from './invocation.ts';

/** A type, and perhaps a name. */
export interface Target {
  readonly resource: APIResource;
  /** Undefined for all of them. */
  readonly name: string | undefined;
}

/** An object as the server has it. */
export interface Info {
  readonly resource: APIResource;
  readonly namespace: string;
  readonly name: string;
  readonly object: Unstructured;
}

/** What the words mean. A failure is the text of an error. */
export function* targetsOf(
  invocation: Invocation,
  words: readonly string[],
): Proc<Result<readonly Target[], string>> {
  const [first = ''] = words;
  if (words.some((word) => word.includes('/'))) {
    const targets: Target[] = [];
    for (const word of words) {
      const [type = '', name = '', ...rest] = word.split('/');
      if (rest.length > 0 || type === '' || name === '') return fail(slashed(word));
      const found = yield* typesOf(invocation, type);
      if (!found.ok) return found;
      targets.push(...found.value.map((resource) => ({ resource, name })));
    }
    return ok(targets);
  }
  const types = yield* typesOf(invocation, first);
  if (!types.ok) return types;
  const names = words.slice(1);
  if (names.length === 0) return ok(types.value.map((resource) => ({ resource, name: undefined })));
  if (types.value.length > 1 && names.length > 1) {
    return fail(
      ownError('you may only specify a single resource type when names are given, or TYPE/NAME'),
    );
  }
  return ok(types.value.flatMap((resource) => names.map((name) => ({ resource, name }))));
}

function slashed(word: string): string {
  return ownError(
    `there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'): ${word}`,
  );
}

/** `pods,configmaps`, or a category such as `all`. */
function* typesOf(
  invocation: Invocation,
  text: string,
): Proc<Result<readonly APIResource[], string>> {
  const all = yield* invocation.discovery.resources(invocation);
  if (!all.ok) return fail(complaintOf(all.error));
  const types: APIResource[] = [];
  for (const name of text.split(',')) {
    const category = all.value.filter(({ categories }) => categories.includes(name));
    if (category.length > 0) {
      types.push(...category);
      continue;
    }
    const found = yield* invocation.discovery.named(invocation, name);
    if (!found.ok) return fail(complaintOf(found.error));
    if (found.value === undefined) {
      return fail(ownError(`the server doesn't have a resource type ${JSON.stringify(name)}`));
    }
    types.push(found.value);
  }
  return ok(types);
}

/** `/apis/apps/v1/namespaces/default/deployments/web`. */
export function pathOf(
  resource: APIResource,
  place: { readonly namespace: string; readonly name?: string; readonly subresource?: string },
): string {
  const root = resource.group === '' ? '/api' : '/apis';
  const scope =
    resource.namespaced && place.namespace !== '' ? `/namespaces/${place.namespace}` : '';
  const name = place.name === undefined ? '' : `/${place.name}`;
  const sub = place.subresource === undefined ? '' : `/${place.subresource}`;
  return `${root}/${apiVersionOf(resource)}${scope}/${resource.resource}${name}${sub}`;
}

/** How the objects are asked for. */
export interface Asking {
  readonly accept?: string;
  /** How many a page of a list has; none if left out. */
  readonly limit?: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly subresource?: string;
}

/** What was found, and what went wrong on the way: kubectl goes on with the other objects. */
export interface Found {
  readonly infos: readonly Info[];
  readonly faults: readonly string[];
  /** The lists as they were answered, when whole types were asked for. */
  readonly lists: readonly JsonObject[];
}

/** Reads every object that is meant. */
export function* visit(
  invocation: Invocation,
  targets: readonly Target[],
  asking: Asking = {},
): Proc<Found> {
  const infos: Info[] = [];
  const faults: string[] = [];
  const lists: JsonObject[] = [];
  for (const target of targets) {
    const { resource } = target;
    const namespace = namespaceOf(invocation, resource);
    if (target.name === undefined || target.name.endsWith('*')) {
      const found = yield* listOf(invocation, resource, asking);
      if (!found.ok) faults.push(found.error);
      else {
        const meant = chosen(found.value, target);
        if (target.name !== undefined && meant.length === 0) {
          faults.push(ownError(`no ${resource.resource} named "${target.name}"`));
        }
        infos.push(...meant.map((object) => infoOf(resource, object)));
        lists.push(...found.value);
      }
      continue;
    }
    const got = yield* readOne(invocation, { resource, name: target.name }, asking);
    if (got.ok) infos.push({ resource, namespace, name: target.name, object: got.value });
    else if (!invocation.isOn('ignore-not-found') || !isNotFound(got.error)) {
      faults.push(complaintOf(got.error));
    }
  }
  return { infos, faults, lists };
}

/** Reads one object; if it is missing, kubectl sees whether its namespace is, and says that instead. */
function* readOne(
  invocation: Invocation,
  { resource, name }: { readonly resource: APIResource; readonly name: string },
  { accept, subresource }: Asking,
): Proc<Result<Unstructured, ClientError>> {
  const namespace = namespaceOf(invocation, resource);
  const path = pathOf(resource, {
    namespace,
    name,
    ...(subresource === undefined ? {} : { subresource }),
  });
  const got = yield* invocation.object({ path, ...(accept === undefined ? {} : { accept }) });
  if (got.ok || !isNotFound(got.error)) return got;
  const missing = yield* missingNamespace(invocation, namespace, accept);
  return missing === undefined ? got : fail(missing);
}

/** That a namespace is missing, if it is. */
export function* missingNamespace(
  invocation: Invocation,
  namespace: string,
  accept?: string,
): Proc<ClientError | undefined> {
  if (namespace === '') return undefined;
  const path = `/api/v1/namespaces/${namespace}`;
  const got = yield* invocation.object({ path, ...(accept === undefined ? {} : { accept }) });
  return !got.ok && isNotFound(got.error) ? got.error : undefined;
}

/** Where the objects of a type are looked for. */
export function namespaceOf(invocation: Invocation, resource: APIResource): string {
  return resource.namespaced && !invocation.isOn('all-namespaces') ? invocation.namespace : '';
}

/** Every page of a list. */
export function* listOf(
  invocation: Invocation,
  resource: APIResource,
  asking: Asking,
): Proc<Result<readonly JsonObject[], string>> {
  const path = pathOf(resource, { namespace: namespaceOf(invocation, resource) });
  const pages: JsonObject[] = [];
  let token: string | undefined;
  do {
    const answered = yield* invocation.send({
      path,
      ...(asking.accept === undefined ? {} : { accept: asking.accept }),
      query: {
        labelSelector: invocation.flag('selector'),
        fieldSelector: invocation.flag('field-selector'),
        limit: asking.limit,
        ...asking.query,
        continue: token,
      },
    });
    if (!answered.ok) return fail(complaintOf(answered.error));
    const page = answered.value.body;
    if (!isJsonObject(page)) break;
    pages.push(page);
    const metadata = page['metadata'];
    const next = isJsonObject(metadata) ? metadata['continue'] : undefined;
    token = typeof next === 'string' && next !== '' ? next : undefined;
  } while (token !== undefined);
  return ok(pages);
}

/** The objects of pages; of a name that ends in `*`, the oldest that begins so. */
function chosen(pages: readonly JsonObject[], { resource, name }: Target): readonly Unstructured[] {
  const items = pages.flatMap((page) => itemsOf(page, resource));
  if (name === undefined) return items;
  const start = name.slice(0, -1);
  const meant = items
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .filter(({ metadata }) => (metadata.name ?? '').startsWith(start))
    .toSorted((left, right) => (ageOf(left) < ageOf(right) ? -1 : 1));
  return meant.slice(0, 1);
}

function ageOf({ metadata }: Unstructured): string {
  return `${String(metadata.creationTimestamp ?? '')} ${metadata.name ?? ''}`;
}

/** The items of a list, each with its type, which lists of built-in kinds leave out. */
export function itemsOf(list: JsonObject, resource: APIResource): readonly Unstructured[] {
  const items = list['items'];
  if (!Array.isArray(items)) return [];
  return items.filter(isJsonObject).map(
    (item) =>
      ({
        ...item,
        apiVersion: item['apiVersion'] ?? apiVersionOf(resource),
        kind: item['kind'] ?? resource.kind,
      }) as unknown as Unstructured,
  );
}

export function infoOf(resource: APIResource, object: Unstructured): Info {
  const { name = '', namespace = '' } = object.metadata;
  return { resource, namespace, name, object };
}

/** `deployment.apps/web`, `pod/web-1`: how kubectl names an object that it has done something to. */
export function shownName(resource: APIResource, name: string): string {
  const kind = resource.kind.toLowerCase();
  return `${resource.group === '' ? kind : `${kind}.${resource.group}`}/${name}`;
}
