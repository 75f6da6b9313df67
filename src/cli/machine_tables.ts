/** `npm run tables`: writes the machines' transition tables from their definitions. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateTables } from '#machines/generate.ts';

const path = join(import.meta.dirname, '../machines/generated_tables.ts');
writeFileSync(path, generateTables());
process.stdout.write('wrote src/machines/generated_tables.ts\n');
