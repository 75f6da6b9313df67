/** English for links that cannot be followed: what is wrong with an address, and where. */

export const link = {
  firstScene: (problem: string) => `${problem} This is the first scene instead.`,
  noLesson: (address: string) => `There is no lesson "${address}".`,
  noExhibit: (address: string) => `There is no exhibit "${address}".`,
  noPreset: (address: string) => `There is no preset "${address}".`,
  at: (position: number, problem: string) => `character ${position} of the hash: ${problem}.`,
  closed: (problem: string) => `${problem}.`,
  notARun: (got: string) => `expected "run=" after "#", got "${got}"`,
  version: (known: number, got: string) =>
    `expected a link version from 1 to ${known}, got "${got}"`,
  newer: (got: string, known: number) =>
    `this link is of version ${got}; this page reads versions up to ${known}. A newer page reads it`,
  character: (sign: string) => `"${sign}" cannot stand in a link`,
  cutOff: 'the link is cut off or damaged',
  cutOffAfter: (got: number, expected: number) =>
    `the link is cut off: ${got} of its ${expected} characters are there`,
  tooMany: (extra: number) =>
    `the link ends here; ${extra === 1 ? 'one more character follows' : `${extra} more characters follow`}`,
  damaged: 'the link is damaged: its checksum does not fit what it holds',
  tooBig: (most: string) => `unpacked, the link is larger than ${most} MB`,
  misshapen: (problem: string) => problem,
  format: (got: number, expected: number) =>
    `this link is of format ${got}; this page reads ${expected}`,
  stale: 'This engine plays the run of the link otherwise',
  staleText: (link: string, page: string) =>
    `The link was made with engine ${link}, and this page has engine ${page}: the trace is not the one that was shared. You can look at what happens here, but nothing can be changed.`,
  staleSame:
    'What the link says of its end does not fit the trace that its run gives here. You can look at what happens, but nothing can be changed.',
  kept: (link: string) => `Played by engine ${link}, as when it was shared`,
  keptText: (page: string) =>
    `This page's own engine is ${page}. Until you open something else, everything is done by the older one.`,
  notChangeable: 'Read-only: this engine plays the run of the link otherwise.',
  profiles: (got: string) =>
    `expected two different profiles, such as classic,modern, or two runs of the link, such as 1,2, got "${got}"`,
  query: (name: string, expected: string, got: string) =>
    `?${name}=: expected ${expected}, got "${got}".`,
  queryRefused: 'The address could not be read in full',
  sides: (runs: number) =>
    `the comparison names a run that the link does not have: it has ${runs === 1 ? 'one' : runs}`,
};
