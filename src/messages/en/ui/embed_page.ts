/** English for the embed page: what it says around the player. */

export const embedPage = {
  frame: (title: string) => `Informer Lab: ${title}`,
  ownRun: 'A run of Informer Lab',
  play: 'Play',
  again: 'Play again',
  skipPicture: 'Skip the picture',
  position: 'Position in the run',
  positionText: (hop: number, at: string) => `Hop ${hop}, t = ${at}`,
  openInLab: 'Open in Informer Lab',
  openInLabAbout: 'Opens the whole lab in a new tab, at this place of this run',
  loading: 'Fetching the run …',
  waking: 'Starting the engine …',
  dismiss: 'Dismiss',
  problem: (name: string, value: string, expected: string) =>
    `${name}="${value}": expected ${expected}. What is usual is used instead.`,
  noScenario: (scenario: string) =>
    `There is no scenario "${scenario}". The lab’s library lists what there is.`,
  wrongRun: (why: string) => `The run in this address cannot be read. ${why}`,
  unreachable: (what: string) => `The recorded run cannot be fetched: ${what}`,
  refused: (problems: string) => `The run cannot be played: ${problems}`,
  crashed: (message: string) => `The run has ended, because its engine did: ${message}`,
  failed: (what: string) => `This embed could not start: ${what}`,
  emptyRange: 'end: expected a place after start. The whole run is shown instead.',
  otherRun: 'This engine plays the run otherwise than the one that its link was made with.',
  noEngine: 'The engine cannot be started here.',
  busy: 'Something is being done already.',
  noWords: 'The words of this language could not be fetched.',
  partMissing: 'A part of the lab could not be fetched.',
  done: (statement: string) => `Done: ${statement}`,
};
