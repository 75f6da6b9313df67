/** What the pieces of the website controller's code work with. */

import type { DeleteOptions, ObjectMeta } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Result } from '#base/result.ts';
import type { Duration, Instant } from '#base/time.ts';
import type { ClientError } from '#client-go/rest/request.ts';
import type { SyncResult } from '#controllers/controller_program.ts';
import type { Pod } from '#controllers/kinds.ts';
import type { TypedLister } from '#controllers/typed_lister.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { EventData } from '#trace/event.ts';
import type { Website, WebsiteStatus } from './website_kind.ts';

/** Pods that should be there and are not, and pods that should not be there. */
export interface Difference {
  /** The metadata of each new pod: a name, or what to make one from. */
  readonly missing: readonly ObjectMeta[];
  readonly surplus: readonly Pod[];
}

/** What one reconcile knows so far. As in Go, a variable that nobody has set holds its zero value. */
export interface Pass extends Difference {
  readonly key: string;
  website: Website | undefined;
  pods: readonly Pod[];
  missing: readonly ObjectMeta[];
  surplus: readonly Pod[];
  status: WebsiteStatus;
}

export function newPass(key: string): Pass {
  return {
    key,
    website: undefined,
    pods: [],
    missing: [],
    surplus: [],
    status: { readyReplicas: 0 },
  };
}

export type Reason = EventData<'reconcile.skipped'>['reason'];

/** How the controller knows that its cache shows what it wrote itself. */
export interface Wait {
  /** Why it is too early to count the pods of the website. */
  readonly notYet: (key: string) => Reason | undefined;
  /** When to look again if it is; without it only the next event of the website or its pods helps. */
  readonly lookAgainAfter?: Duration;
  readonly creating?: (key: string, count: number) => void;
  readonly created?: (key: string, pod: Unstructured) => void;
  readonly failed?: (key: string, error: ClientError) => Blocking<void>;
  /** The cache has come to this state of a pod; `key` is its website. */
  readonly seen?: (key: string | undefined, pod: Pod, added: boolean) => void;
}

/** What a piece of the wait may use. */
export interface WaitTools {
  readonly now: () => Instant;
  readonly satisfied: (key: string) => boolean;
  readonly expectCreations: (key: string, count: number) => void;
  readonly creationObserved: (key: string) => void;
  /** The pods of a website as the API server has them: a request. */
  readonly livePods: (key: string) => Blocking<Result<readonly Unstructured[], ClientError>>;
}

/** What the pieces of the reconcile function may use: chosen pieces stand behind most of it. */
export interface Site {
  readonly websites: TypedLister<Website>;
  readonly ownPods: (website: Website) => readonly Pod[];
  readonly difference: (website: Website, pods: readonly Pod[]) => Difference;
  readonly wait: Wait;
  readonly createPod: (
    website: Website,
    metadata: ObjectMeta,
  ) => Blocking<Result<Unstructured, ClientError>>;
  readonly deletePod: (pod: Pod) => Blocking<Result<unknown, ClientError>>;
  /** Says that nothing of the website is left to remove. */
  readonly removeFinalizer: (website: Website) => Blocking<SyncResult>;
  readonly updateStatus: (website: Website, status: WebsiteStatus) => Blocking<SyncResult>;
}

/** A result ends the reconcile; none lets the next piece go on. */
export type PieceResult = SyncResult | undefined;

export type ReconcilePiece = (site: Site, pass: Pass) => Proc<PieceResult>;

export type OwnPods = (pods: TypedLister<Pod>, website: Website) => readonly Pod[];

export type StatusToWrite = (
  website: Website,
  status: WebsiteStatus,
  now: Instant,
) => WebsiteStatus | undefined;

export type Removal = (pod: Pod) => DeleteOptions;

/** Go's dereference of a pointer. */
export function deref<T>(pointer: T | undefined): T {
  if (pointer !== undefined) return pointer;
  throw new Error('runtime error: invalid memory address or nil pointer dereference');
}
