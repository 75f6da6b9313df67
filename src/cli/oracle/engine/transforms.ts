/** The transform function that a script describes. */

import { isUnstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { isJsonObject, type JsonValue } from '#base/json.ts';
import { fail, ok } from '#base/result.ts';
import type { TransformFunc } from '#client-go/tools/cache/store.ts';
import { textsOf } from './bench.ts';

export function transformOf(option: JsonValue | undefined): TransformFunc | undefined {
  if (!isJsonObject(option)) return undefined;
  return (obj) => {
    // Scripts also queue what is no object at all.
    if (!isUnstructured(obj)) return ok(obj);
    const { name = '', labels } = obj.metadata;
    if (textsOf(option, 'fail').includes(name)) {
      return fail({ message: `transform refuses ${name}` });
    }
    if (option['count'] !== true) return ok(obj);
    const transformed = `${labels?.['transformed'] ?? ''}I`;
    return ok({ ...obj, metadata: { ...obj.metadata, labels: { ...labels, transformed } } });
  };
}
