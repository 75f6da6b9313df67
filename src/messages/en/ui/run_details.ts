/** English for the panel that tells what determines the run. */

export const runDetails = {
  seed: 'seed',
  order: 'order',
  hops: 'hops',
  simulated: 'simulated',
  scriptHash: 'hash after the script',
  traceHash: 'trace hash',
  branches: 'Branches',
  compareWith: (run: string) => `Compare ${run} with the run in view`,
  compare: 'Compare',
  howToFork: 'Step back and act: the run forks there, and both futures stay here.',
  forkedAt: (hop: number) => `forked at hop ${hop}`,
  main: 'main',
  opening: 'the opening run',
  own: 'a run of its own',
  replayed: (release: string, profile: string) =>
    `the same script under client-go ${release}, ${profile}`,
  script: 'Script',
  edit: 'Edit',
  copy: 'Copy',
  copied: 'The script is copied',
  byHand: (at: string) => `# by hand at ${at}`,
};
