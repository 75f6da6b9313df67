/** Custom resources: the rules that every kind made by a CustomResourceDefinition follows. */

import { plainStrategy, type Strategy, specOf } from '#apiserver/registry/kind.ts';
import { equalJson } from '#base/json.ts';

export function customResourceStrategy(options: { readonly hasStatus: boolean }): Strategy {
  return {
    ...plainStrategy,
    hasStatus: options.hasStatus,
    allowUnconditionalUpdate: false,
    keptByStatus: 'everything',
    generationCounts: (obj, old) =>
      !equalJson(specOf(obj), specOf(old)) ||
      (!options.hasStatus && !equalJson(obj['status'], old['status'])),
    prepareForCreate: (obj) => {
      if (options.hasStatus) delete obj['status'];
    },
    unknownFieldText: (field) => `field label not supported: ${field}`,
  };
}
