/** The objects that `kubectl create SUBCOMMAND NAME` makes of its flags. */

import type { JsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { Invocation } from './invocation.ts';

/** The object, or what is missing. */
export function generated(invocation: Invocation): Result<JsonObject, string> {
  const [subcommand, ...words] = invocation.words;
  switch (subcommand) {
    case 'configmap':
      return named(words, (name) => configMap(invocation, name));
    case 'secret':
      if (words[0] !== 'generic') return fail('create secret generic NAME is what there is here');
      return named(words.slice(1), (name) => secret(invocation, name));
    case 'namespace':
      return named(words, (name) =>
        ok({ apiVersion: 'v1', kind: 'Namespace', metadata: { name }, spec: {}, status: {} }),
      );
    case 'deployment':
      return named(words, (name) => deployment(invocation, name));
    case 'job':
      return named(words, (name) => job(invocation, name));
    case 'service':
      if (words[0] !== 'clusterip')
        return fail('create service clusterip NAME is what there is here');
      return named(words.slice(1), (name) => service(invocation, name));
    default:
      return fail(`unknown command ${JSON.stringify(subcommand ?? '')} for "kubectl create"`);
  }
}

function named(
  words: readonly string[],
  build: (name: string) => Result<JsonObject, string>,
): Result<JsonObject, string> {
  const [name, ...others] = words;
  if (name === undefined || others.length > 0) {
    return fail(`exactly one NAME is required, got ${words.length}`);
  }
  return build(name);
}

/** The namespace stands in the object only if it was named. */
function inNamespace(invocation: Invocation): JsonObject {
  const namespace = invocation.flag('namespace');
  return namespace === undefined ? {} : { namespace };
}

function literalsOf(
  invocation: Invocation,
): Result<readonly (readonly [string, string])[], string> {
  const entries: (readonly [string, string])[] = [];
  for (const literal of invocation.flags('from-literal')) {
    const at = literal.indexOf('=');
    const key = literal.slice(0, at);
    if (entries.some(([known]) => known === key)) {
      return fail(`cannot add key "${key}", another key by that name already exists in Data`);
    }
    entries.push([key, literal.slice(at + 1).replace(/^(['"])(.*)\1$/s, '$2')]);
  }
  return ok(entries);
}

function configMap(invocation: Invocation, name: string): Result<JsonObject, string> {
  const literals = literalsOf(invocation);
  if (!literals.ok) return literals;
  const data = literals.value.length === 0 ? {} : { data: Object.fromEntries(literals.value) };
  const metadata = { name, ...inNamespace(invocation) };
  return ok({ apiVersion: 'v1', kind: 'ConfigMap', metadata, ...data });
}

function secret(invocation: Invocation, name: string): Result<JsonObject, string> {
  const literals = literalsOf(invocation);
  if (!literals.ok) return literals;
  const entries = literals.value.map(([key, value]) => [key, base64(value)] as const);
  const data = entries.length === 0 ? {} : { data: Object.fromEntries(entries) };
  const type = invocation.flag('type');
  return ok({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, ...inNamespace(invocation) },
    ...data,
    ...(type === undefined ? {} : { type }),
  });
}

function deployment(invocation: Invocation, name: string): Result<JsonObject, string> {
  const images = invocation.flags('image');
  if (images.length === 0) return fail('required flag(s) "image" not set');
  const command = invocation.argv;
  if (images.length > 1 && command.length > 0) {
    return fail('cannot specify multiple --image options and command');
  }
  const port = invocation.flag('port');
  const labels = { app: name };
  const containers = images.map((image) => ({
    name: containerName(image),
    image,
    ...(command.length === 0 ? {} : { command }),
    ...(port === undefined ? {} : { ports: [{ containerPort: Number(port) }] }),
    resources: {},
  }));
  return ok({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, ...inNamespace(invocation), labels },
    spec: {
      replicas: Number(invocation.flag('replicas') ?? '1'),
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers } },
      strategy: {},
    },
    status: {},
  });
}

/** `registry/nginx:1.27` runs in a container named `nginx`. */
function containerName(image: string): string {
  const last = image.split('/').at(-1) ?? image;
  return (last.split(/[:@]/)[0] ?? last).toLowerCase().replace(/[^-a-z0-9]/g, '-');
}

function job(invocation: Invocation, name: string): Result<JsonObject, string> {
  const image = invocation.flag('image');
  if (image === undefined) return fail('either --image or --from must be specified');
  const command = invocation.argv;
  const container = {
    name,
    image,
    ...(command.length === 0 ? {} : { command }),
    resources: {},
  };
  return ok({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, ...inNamespace(invocation) },
    spec: { template: { metadata: {}, spec: { containers: [container], restartPolicy: 'Never' } } },
    status: {},
  });
}

function service(invocation: Invocation, name: string): Result<JsonObject, string> {
  const ports = invocation.flags('tcp').map((text) => {
    const [port = '', target = port] = text.split(':');
    const targetPort = /^\d+$/.test(target) ? Number(target) : target;
    return { name: text.replace(':', '-'), protocol: 'TCP', port: Number(port), targetPort };
  });
  if (ports.length === 0) return fail('at least one tcp port must be specified');
  const labels = { app: name };
  return ok({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, ...inNamespace(invocation), labels },
    spec: { ports, selector: labels, type: 'ClusterIP' },
    status: { loadBalancer: {} },
  });
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The text as bytes of UTF-8 in base64. */
export function base64(text: string): string {
  const bytes = utf8(text);
  let result = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second, third] = bytes.slice(index, index + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    result += letters[bits >> 18] ?? '';
    result += letters[(bits >> 12) & 63] ?? '';
    result += second === undefined ? '=' : (letters[(bits >> 6) & 63] ?? '');
    result += third === undefined ? '=' : (letters[bits & 63] ?? '');
  }
  return result;
}

function utf8(text: string): readonly number[] {
  return [...text].flatMap((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80) return [code];
    if (code < 0x800) return [0xc0 | (code >> 6), 0x80 | (code & 63)];
    if (code < 0x10000) return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
    return [
      0xf0 | (code >> 18),
      0x80 | ((code >> 12) & 63),
      0x80 | ((code >> 6) & 63),
      0x80 | (code & 63),
    ];
  });
}
