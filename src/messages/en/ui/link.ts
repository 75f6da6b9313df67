/** English for links that cannot be followed: what is wrong with an address, and where. */

export const link = {
  firstScene: (problem: string) => `${problem} This is the first scene instead.`,
  noLesson: (address: string) => `There is no lesson "${address}".`,
  noExhibit: (address: string) => `There is no exhibit "${address}".`,
  noPreset: (address: string) => `There is no preset "${address}".`,
  at: (position: number, problem: string) => `character ${position} of the hash: ${problem}.`,
  closed: (problem: string) => `${problem}.`,
  notARun: (got: string) => `expected "run=" after "#", got "${got}"`,
  version: (expected: string, got: string) => `expected link version ${expected}, got "${got}"`,
  character: (sign: string) => `"${sign}" cannot stand in a link`,
  cutOff: 'the link is cut off or damaged',
  misshapen: (problem: string) => problem,
  format: (got: number, expected: number) =>
    `this link is of format ${got}; this page reads ${expected}`,
  profiles: (got: string) =>
    `expected two different profiles, such as classic,modern, got "${got}"`,
};
