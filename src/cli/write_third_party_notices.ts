/** `npm run notices`: writes public/third-party-notices.txt, unless a licence does not fit ours. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCompatible, notices, thirdParties } from './third_party.ts';

const repository = join(import.meta.dirname, '../..');
const packages = thirdParties(repository);
const unfit = packages.filter(({ licence }) => !isCompatible(licence));

if (unfit.length > 0) {
  const names = unfit.map(({ name, licence }) => `${name} (${licence})`).join(', ');
  console.error(`These licences do not fit Apache-2.0: ${names}.`);
  process.exitCode = 1;
} else {
  writeFileSync(join(repository, 'public/third-party-notices.txt'), notices(packages));
  console.log(`Wrote the notices of ${packages.length} packages.`);
}
