/** English for the choice among four client-go releases. */

export const profiles = {
  which: 'Which client-go',
  replay: 'replay this run under',
  beside: 'side by side',
  compareWith: (profile: string) => `Compare with ${profile}`,
  newest: (release: string) => `${release}, newest`,
  about: {
    classic: 'DeltaFIFO: deltas wait per key. LIST at resourceVersion 0, then WATCH.',
    inOrder: 'RealFIFO: one flat queue, popped in the order of arrival. Still LIST, then WATCH.',
    watchList: 'RealFIFO in batches. A WATCH with sendInitialEvents streams the list.',
    modern:
      'Today’s machine: whole lists travel as one delta, and the queue is unlocked meanwhile.',
  },
};
