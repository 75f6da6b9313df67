/**
 * Which layer may import which: the one place where the architecture's table stands. A new arrow
 * here is a design change, and its commit says why.
 */

export interface Layer {
  /** Layers behind `#name/…`; its own is always allowed. */
  readonly layers: readonly string[];
  /** Layers of which only types may be imported. */
  readonly typesOf?: readonly string[];
  /** Packages by name (a scope or family may end in `*`). */
  readonly packages: readonly string[];
}

const simulation = ['base', 'trace', 'sim', 'apimachinery'];
const engine = [...simulation, 'apiserver', 'client-go', 'controllers', 'script', 'session'];
const observer = ['machines', 'view-model', 'messages', 'tutor'];
const pages = ['ui', 'app', 'embed'];

export const layerTable: Readonly<Record<string, Layer>> = {
  base: { layers: [], packages: [] },
  trace: { layers: ['base'], packages: ['fflate'] },
  sim: { layers: ['base', 'trace'], packages: [] },
  apimachinery: { layers: ['base', 'trace', 'sim'], packages: ['yaml'] },
  apiserver: { layers: simulation, packages: [] },
  'client-go': { layers: simulation, packages: [] },
  controllers: { layers: [...simulation, 'client-go'], packages: [] },
  script: { layers: ['base', 'trace', 'apimachinery'], packages: ['yaml'] },
  session: { layers: engine, packages: [] },
  machines: { layers: ['base', 'trace'], packages: ['xstate'] },
  'view-model': { layers: ['base', 'trace', 'script', 'machines'], packages: ['d3', 'd3-*'] },
  messages: { layers: ['base', 'trace'], packages: [] },
  tutor: {
    layers: ['base', 'trace', 'script', 'view-model', 'messages'],
    packages: ['xstate', 'valibot'],
  },
  // What `npm pack` gives: the entries of the package, bundled without the packages they come from.
  library: { layers: [...engine, ...observer], packages: [] },
  ui: { layers: ['base', 'trace', 'script', 'view-model', 'tutor', 'messages'], packages: ['*'] },
  app: { layers: [...engine, ...observer, ...pages, 'lessons'], packages: ['*'] },
  embed: { layers: [...engine, ...observer, ...pages, 'lessons'], packages: ['*'] },
  cli: { layers: [...engine, ...observer, 'lessons'], packages: ['*', 'node:*'] },
  lessons: { layers: ['trace', 'script', 'tutor'], typesOf: ['session'], packages: [] },
};
