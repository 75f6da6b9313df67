import { describe, expect, test } from 'vitest';
import { importFaults, importsOf } from './import_rules.ts';
import { layerTable } from './layer_table.ts';
import { codeBelow } from './repository_files.ts';

describe('the repository', () => {
  const files = codeBelow('src', 'lessons', 'test');

  test('has files and imports to look at', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(files.flatMap((file) => importsOf(file.text)).length).toBeGreaterThan(10);
  });

  test('imports only what the layer table allows', () => {
    // The rules' own table of bad examples is the one file that may break them.
    const others = files.filter((file) => file.path !== 'test/tidy/imports.test.ts');
    expect(others.flatMap(importFaults)).toEqual([]);
  });
});

describe('the layer table', () => {
  test('has no arrow that points both ways below the pages', () => {
    const below = Object.keys(layerTable).filter((name) => !['app', 'embed'].includes(name));
    const both = below.flatMap((from) =>
      below.filter(
        (to) =>
          from !== to &&
          layerTable[from]?.layers.includes(to) &&
          layerTable[to]?.layers.includes(from),
      ),
    );
    expect(both).toEqual([]);
  });

  test('keeps client-go and the API server strangers', () => {
    expect(layerTable['client-go']?.layers).not.toContain('apiserver');
    expect(layerTable.apiserver?.layers).not.toContain('client-go');
  });
});

describe('a planted import', () => {
  const bad = [
    { path: 'src/sim/a.ts', text: "import { x } from '#client-go/a.ts';", fault: 'sim may not' },
    { path: 'src/sim/a.ts', text: "import x from 'react';", fault: 'package react' },
    { path: 'src/sim/a.ts', text: "import 'node:fs';", fault: 'package node:fs' },
    { path: 'src/sim/a.ts', text: "const x = import('#ui/a.ts');", fault: 'may not import ui' },
    { path: 'src/sim/a.ts', text: "export { x } from '#ui/a.ts';", fault: 'may not import ui' },
    { path: 'src/sim/a.ts', text: "import {\n  x,\n} from '#ui/a.ts';", fault: 'a.ts:1' },
    { path: 'src/sim/a.ts', text: "import { x } from '../base/a.ts';", fault: 'never ../' },
    { path: 'src/sim/a.ts', text: "import { x } from './b/a.ts';", fault: 'own directory' },
    { path: 'src/sim/a.ts', text: "import { x } from './b';", fault: 'extension' },
    { path: 'src/sim/a.ts', text: "export * from './b.ts';", fault: 'not *' },
    { path: 'src/sim/a.ts', text: 'export default 3;', fault: 'not default' },
    { path: 'src/client-go/a.ts', text: "import '#apiserver/a.ts';", fault: 'may not' },
    { path: 'src/ui/a.tsx', text: "import { x } from '#session/a.ts';", fault: 'may not' },
    { path: 'src/cli/a.ts', text: "import { x } from '#ui/a.ts';", fault: 'may not' },
    { path: 'src/tools/a.ts', text: '', fault: 'no such layer' },
    { path: 'lessons/a/a.ts', text: "import { x } from '#session/a.ts';", fault: 'may not' },
    { path: 'test/sim/a.test.ts', text: "import '../../src/sim/a.ts';", fault: 'never ../' },
  ];
  test.each(bad)('$path: $text', ({ path, text, fault }) => {
    expect(importFaults({ path, text }).join('\n')).toContain(fault);
  });

  const good = [
    { path: 'src/sim/a.ts', text: "import { x } from '#base/a.ts';\nimport './b.ts';" },
    { path: 'src/machines/a.ts', text: "import { setup } from 'xstate';" },
    { path: 'src/view-model/a.ts', text: "import { scaleLinear } from 'd3';" },
    { path: 'src/ui/a.tsx', text: "import './a.css';\nimport w from './b.ts?worker';" },
    { path: 'src/cli/a.ts', text: "import { readFileSync } from 'node:fs';" },
    { path: 'lessons/a/a.ts', text: "import type { Scenario } from '#session/scenario.ts';" },
    { path: 'src/sim/a.ts', text: "// import { x } from '#ui/a.ts';\n/* export * from 'x' */" },
  ];
  test.each(good)('is fine: $path: $text', (file) => {
    expect(importFaults(file)).toEqual([]);
  });
});
