/** English for the pages that are there before, and without, the app. The build reads it; the app does not. */

export const staticPages = {
  site: 'Informer Lab',
  skip: 'To the text',
  navigation: 'Site',
  home: 'Informer Lab',
  homeTitle: 'Kubernetes client-go, every hop of it',
  homeText:
    'A simulator and visual playground of the Kubernetes client-go machinery: every hop from the API server through Reflector, DeltaFIFO, Indexer and workqueue to your controller, and back.',
  lists: {
    lessons: 'Lessons',
    exhibits: 'Bug museum',
    presets: 'Scenes for talks',
    questions: 'Questions',
    glossary: 'Glossary',
    notes: 'Learners’ notes',
    fidelity: 'How true is it?',
  },
  about: {
    lessons:
      'Guided lessons about informers, caches, queues and controllers. Each asks for a bet first, then lets the run settle it.',
    exhibits: 'Bugs that real controllers had: what happened, why, and which repair holds.',
    presets: 'Short scenes for talks and posts: a question, a run, and a line to say at each cue.',
  },
  needsScript:
    'This is the page to read. With JavaScript, the run that it speaks of is simulated here, step by step.',
  bet: 'The bet',
  readGo: 'Read the Go',
  betAbout: 'Make your bet before you read on.',
  showAnswer: 'Show the answer',
  stepsAbout:
    'In the playground each step is yours to do. Its hints and its solution stand below it.',
  help: 'Hints and solution',
  solution: 'Solution',
  goals: 'While it is not reached yet',
  table: 'What is true of the run',
  yes: 'yes',
  no: 'no',
  evidence: 'What each sentence rests on',
  script: 'The script that sets the scene',
  wholeScript: 'The script of the run',
  explains: 'Error messages that it explains',
  repairsAbout: 'Which of these repairs holds under the same faults?',
  helps: 'It helps.',
  doesNotHelp: 'It does not help.',
  cues: 'What to say at each cue',
  profiles: 'Holds under client-go',
  previous: 'Before',
  following: 'Next',
  track: (track: string, name: string) => `${track} · ${name}`,
  pageTitle: (title: string) => `${title} · Informer Lab`,
  simulated:
    'Everything here is simulated by a re-implementation that is held against the real client-go.',
};

export type StaticPageWords = typeof staticPages;
