/** The same burst through a DeltaFIFO and a RealFIFO, whose goroutines that pop stand still meanwhile. */

import type { Preset } from '#tutor/preset.ts';

const delta = 'delta-reader/configmaps';
const real = 'real-reader/configmaps';

export const preset: Preset = {
  slug: 'delta-vs-real',
  profiles: ['classic', 'inOrder', 'watchList', 'modern'],
  seed: 'delta-vs-real',
  focus: delta,
  script: `
start delta-reader
start real-reader

# Two programs: one with a DeltaFIFO, one with a RealFIFO. What pops stands still in both.
run 2s
informer ${delta} stall 10m
informer ${real} stall 10m

# The server creates a, creates b, changes a.
kubectl apply -f lab/a.yaml
kubectl apply -f lab/b.yaml
kubectl label configmap/a round=2 --overwrite
run 1s
expect fifo ${delta} order default/a,default/b
expect fifo ${delta} holds default/a Added,Updated
expect fifo ${real} order default/a,default/b,default/a

# DeltaFIFO runs: the new a is there, and b is not. The server was never like that.
informer ${delta} stall 0s
run 1s
expect first store.updated informer=${delta} key=default/a before store.added informer=${delta} key=default/b
expect impossible ${delta} == 1

# RealFIFO runs: a, then b, then the new a, as on the server.
informer ${real} stall 0s
run 1s
expect impossible ${real} == 0
expect cache ${delta} current
expect cache ${real} current
`,
  strip: [
    `event informer.stalled informer=${real}`,
    `fifo ${delta} holds default/a Added,Updated`,
    `fifo ${real} order default/a,default/b,default/a`,
    `impossible ${delta} == 1`,
    `cache ${real} current and event informer.resumed informer=${real}`,
  ],
};
