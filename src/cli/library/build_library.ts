/** `npm run library`, and before every `npm pack`: makes the package's files in `lib`. */

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notices, thirdPartiesNamed } from '#cli/third_party.ts';
import { bundleLibrary } from './bundle.ts';
import { writeDeclarations } from './declarations.ts';
import { libraryFolder, repository } from './entries.ts';

const compiler = join(repository, 'node_modules/typescript/bin/tsc');
execFileSync(process.execPath, [compiler, '-b', '.config/tsconfig.library.json'], {
  cwd: repository,
  // What npm prints of a script would stand before the name of the package's file.
  stdio: ['ignore', 2, 2],
});
const packages = await bundleLibrary();
const declarations = writeDeclarations();
const inside = thirdPartiesNamed(repository, packages);
writeFileSync(join(libraryFolder, 'third-party-notices.txt'), notices(inside));
process.stderr.write(
  `lib: ${declarations.length} declarations; code of ${packages.join(', ')} inside.\n`,
);
