/**
 * Names of informers for their metrics: a name, and a resource under it, belongs to one informer at a
 * time; a second one of the same name exports nothing.
 *
 * @upstream kubernetes/client-go tools/cache/identity.go
 * @diverges The registry of names is passed by whoever builds the program; it is no package variable.
 * @diverges That a resource was registered twice is told by the identity alone; there is no log line.
 */

import type { GroupVersionResource } from '#apimachinery/pkg/runtime/schema/group_version.ts';
import { fail, ok, type Result } from '#base/result.ts';

/** The names in use in one program. */
export class InformerNameRegistry {
  readonly #names = new Map<string, InformerName>();

  /** Fails for an empty name, and for one that is in use. */
  newInformerName(name: string): Result<InformerName, { readonly message: string }> {
    if (name === '') return fail({ message: 'informer name cannot be empty' });
    if (this.#names.has(name)) {
      return fail({ message: `informer name ${JSON.stringify(name)} is already registered` });
    }
    const made = new InformerName(name, () => this.#names.delete(name));
    this.#names.set(name, made);
    return ok(made);
  }
}

export class InformerName {
  readonly name: string;
  readonly #released: () => void;
  readonly #resources = new Map<string, { reserved: boolean }>();
  #reserved = true;

  constructor(name: string, released: () => void = () => undefined) {
    this.name = name;
    this.#released = released;
  }

  /** Reserves the resource under this name, unless it is taken or the name was released. */
  withResource(resource: GroupVersionResource): InformerNameAndResource {
    const { group, version, resource: plural } = resource;
    const key = `${group}/${version}/${plural}`;
    const isFree = this.#reserved && !this.#resources.has(key);
    const state = { reserved: isFree };
    if (isFree) this.#resources.set(key, state);
    return { name: this.name, resource, reserved: () => state.reserved };
  }

  /** Gives the name and all its resources back. */
  release(): void {
    for (const state of this.#resources.values()) state.reserved = false;
    this.#resources.clear();
    if (this.#reserved) this.#released();
    this.#reserved = false;
  }
}

export interface InformerNameAndResource {
  readonly name: string;
  readonly resource: GroupVersionResource;
  /** False if another informer had it first, or the name was released. */
  readonly reserved: () => boolean;
}

/** The resource under a name, or under none: then nothing is reserved. */
export function withResource(
  name: InformerName | undefined,
  resource: GroupVersionResource,
): InformerNameAndResource {
  return name?.withResource(resource) ?? { name: '', resource, reserved: () => false };
}
