/** ConfigMaps, Secrets, Leases and PersistentVolumeClaims as tables. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { listAt, objectAt, textAt } from '#apiserver/registry/members.ts';
import { ageColumn, ageOf, column, nameColumn, printer, wideColumn } from './table.ts';

export const configMapPrinter = printer([nameColumn, column('Data'), ageColumn], (obj, now) => [
  obj.metadata.name ?? '',
  keys(obj, 'data') + keys(obj, 'binaryData'),
  ageOf(obj, now),
]);

export const secretPrinter = printer(
  [nameColumn, column('Type'), column('Data'), ageColumn],
  (obj, now) => [obj.metadata.name ?? '', textAt(obj, 'type'), keys(obj, 'data'), ageOf(obj, now)],
);

export const leasePrinter = printer([nameColumn, column('Holder'), ageColumn], (obj, now) => [
  obj.metadata.name ?? '',
  textAt(obj, 'spec', 'holderIdentity'),
  ageOf(obj, now),
]);

export const claimPrinter = printer(
  [
    nameColumn,
    column('Status'),
    column('Volume'),
    column('Capacity'),
    column('Access Modes'),
    column('StorageClass'),
    column('VolumeAttributesClass'),
    ageColumn,
    wideColumn('VolumeMode'),
  ],
  (obj, now) => {
    const volume = textAt(obj, 'spec', 'volumeName');
    const deleting = obj.metadata.deletionTimestamp !== undefined;
    return [
      obj.metadata.name ?? '',
      deleting ? 'Terminating' : textAt(obj, 'status', 'phase'),
      volume,
      volume === '' ? '' : textAt(obj, 'status', 'capacity', 'storage'),
      volume === '' ? '' : accessModes(listAt(obj, 'status', 'accessModes')),
      textAt(obj, 'spec', 'storageClassName'),
      textAt(obj, 'spec', 'volumeAttributesClassName') || '<unset>',
      ageOf(obj, now),
      textAt(obj, 'spec', 'volumeMode') || '<unset>',
    ];
  },
);

const modeLetters = [
  ['ReadWriteOnce', 'RWO'],
  ['ReadOnlyMany', 'ROX'],
  ['ReadWriteMany', 'RWX'],
  ['ReadWriteOncePod', 'RWOP'],
] as const;

function accessModes(modes: readonly unknown[]): string {
  const present = modeLetters.filter(([mode]) => modes.includes(mode));
  return present.map(([, letters]) => letters).join(',');
}

function keys(obj: Unstructured, member: string): number {
  return Object.keys(objectAt(obj, member) ?? {}).length;
}
