/** Every form of a predicate as people write it, with what it asks; help shows them. */

export interface PredicateForm {
  readonly usage: string;
  readonly about: string;
  /** As it may be written. */
  readonly example: string;
}

export const predicateForms: readonly PredicateForm[] = [
  {
    usage: 'RESOURCE [STATE] [FIELD=VALUE …] COMPARISON N',
    about: 'how many objects the server has',
    example: 'pods running == 3',
  },
  {
    usage: 'object KEY present|absent',
    about: 'whether the server has it',
    example: 'object pods/default/web-1 absent',
  },
  {
    usage: 'object KEY PATH COMPARISON VALUE',
    about: 'a member of an object on the server',
    example: 'object deployments/default/web status.readyReplicas == 3',
  },
  {
    usage: 'event KIND [FIELD=VALUE …] [COMPARISON N]',
    about: 'how often something has happened; =, !=, ~ (contains), > and < compare a field',
    example: 'event reflector.list.started informer=rs-controller/pods >= 2',
  },
  {
    usage: 'first KIND [FIELD=VALUE …] before KIND [FIELD=VALUE …]',
    about: 'which of two happened first',
    example: 'first reflector.replaced before handler.called listener=audit',
  },
  {
    usage: 'values KEY PATH COMPARISON N',
    about: 'how many different values a member of an object has had',
    example: 'values deployments/default/web metadata.uid == 2',
  },
  {
    usage: 'tombstones INFORMER COMPARISON N',
    about: 'deletions that its handlers were told of late',
    example: 'tombstones rs-controller/pods >= 1',
  },
  {
    usage: 'relists INFORMER COMPARISON N',
    about: 'how often it fetched everything anew',
    example: 'relists rs-controller/pods == 0',
  },
  {
    usage: 'cache INFORMER has|lacks KEY',
    about: 'whether its cache has the key',
    example: 'cache rs-controller/pods has default/web-1',
  },
  {
    usage: 'cache INFORMER size COMPARISON N',
    about: 'how many objects it has',
    example: 'cache rs-controller/pods size == 3',
  },
  {
    usage: 'cache INFORMER synced',
    about: 'whether it has been filled',
    example: 'cache rs-controller/pods synced',
  },
  {
    usage: 'cache INFORMER current',
    about: 'whether it equals the server',
    example: 'cache rs-controller/pods current',
  },
  {
    usage: 'fifo INFORMER deltas|keys COMPARISON N',
    about: 'how much waits between Reflector and cache',
    example: 'fifo rs-controller/pods keys == 2',
  },
  {
    usage: 'fifo INFORMER order KEY[,KEY …]',
    about: 'which keys will be popped, in order',
    example: 'fifo rs-controller/pods order default/a,default/b',
  },
  {
    usage: 'fifo INFORMER holds KEY TYPE[,TYPE …]',
    about: 'which deltas of a key wait there',
    example: 'fifo rs-controller/pods holds default/a Added,Updated',
  },
  {
    usage: 'impossible INFORMER COMPARISON N',
    about: 'states of its cache that the server never had',
    example: 'impossible rs-controller/pods == 0',
  },
  {
    usage: 'index INFORMER INDEX VALUE has|lacks KEY',
    about: 'whether the key stands under that value',
    example: 'index rs-controller/pods namespace default has default/web-1',
  },
  {
    usage: 'index INFORMER INDEX VALUE size COMPARISON N',
    about: 'how many keys stand under that value',
    example: 'index rs-controller/pods namespace default size == 3',
  },
  {
    usage: 'queue QUEUE empty|size COMPARISON N',
    about: 'how many keys wait there',
    example: 'queue rs-controller size <= 1',
  },
  {
    usage: 'queue QUEUE has|lacks KEY',
    about: 'whether the key waits there',
    example: 'queue rs-controller has default/web',
  },
  {
    usage: 'dial PROGRAM DIAL COMPARISON N',
    about: 'a number that a program shows of itself',
    example: 'dial pod-roster known == 3',
  },
  {
    usage: 'dial PROGRAM DIAL COMPARISON DIAL',
    about: 'two numbers that a program shows, held against each other',
    example: 'dial claim-meter edge != cached',
  },
  {
    usage: 'program PROGRAM running|paused|stopped|crashed',
    about: 'how it is',
    example: 'program rs-controller running',
  },
  {
    usage: 'watch INFORMER open|closed|held',
    about: 'how its stream is',
    example: 'watch rs-controller/pods open',
  },
  {
    usage: 'leader LEASE ==|!= IDENTITY',
    about: 'who stands in the lease on the server',
    example: 'leader kube-system/elected == elected-a',
  },
  {
    usage: 'leaders LEASE COMPARISON N',
    about: 'how many act as the leader',
    example: 'leaders kube-system/elected <= 1',
  },
  {
    usage: 'quiet [DURATION]',
    about: 'nothing has happened for so long',
    example: 'quiet 3s',
  },
  {
    usage: 'time COMPARISON DURATION',
    about: 'how long the run has lasted',
    example: 'time >= 30s',
  },
  {
    usage: 'invariants hold',
    about: 'none was broken',
    example: 'invariants hold',
  },
  {
    usage: 'invariant NAME holds',
    about: 'that one was not broken',
    example: 'invariant versions-grow holds',
  },
  {
    usage: 'not P, P and Q, P or Q, ( P )',
    about: 'of other predicates',
    example: 'not ( program gc running and pods == 0 )',
  },
];
