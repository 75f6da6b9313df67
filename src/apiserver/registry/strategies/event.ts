/** Events: what components tell people, for an hour. A PUT of a missing one creates it. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { type FieldError, invalid } from '#apimachinery/pkg/util/validation/field/errors.ts';
import { eventPrinter } from '#apiserver/printers/cluster.ts';
import { plainStrategy, type Strategy } from '#apiserver/registry/kind.ts';
import { textAt } from '#apiserver/registry/members.ts';
import { minutes } from '#base/time.ts';

const involvedFields = [
  'kind',
  'namespace',
  'name',
  'uid',
  'apiVersion',
  'resourceVersion',
  'fieldPath',
];

export const eventStrategy: Strategy = {
  ...plainStrategy,
  allowCreateOnUpdate: true,
  defaultPropagation: 'Unsupported',
  // The API server's --event-ttl.
  timeToLive: minutes(60),
  setDefaults: (obj) => {
    obj['source'] ??= {};
    for (const time of ['firstTimestamp', 'lastTimestamp', 'eventTime']) obj[time] ??= null;
    obj['reportingComponent'] ??= '';
    obj['reportingInstance'] ??= '';
  },
  validate: validateEvent,
  fields: {
    ...Object.fromEntries(
      involvedFields.map((field) => [
        `involvedObject.${field}`,
        (obj: Unstructured) => textAt(obj, 'involvedObject', field),
      ]),
    ),
    reason: (obj) => textAt(obj, 'reason'),
    reportingComponent: (obj) => textAt(obj, 'reportingComponent'),
    source: (obj) => textAt(obj, 'source', 'component') || textAt(obj, 'reportingComponent'),
    type: (obj) => textAt(obj, 'type'),
  },
  unknownFieldText: (field) => `field label not supported: ${field}`,
  printer: eventPrinter,
};

/** Events about cluster-scoped objects lie in `default`. */
function validateEvent(obj: Unstructured): readonly FieldError[] {
  const involved = textAt(obj, 'involvedObject', 'namespace');
  const own = obj.metadata.namespace ?? '';
  if (involved === own || (involved === '' && own === 'default')) return [];
  const detail = 'does not match event.namespace';
  return [invalid('involvedObject.namespace', involved, detail)];
}
