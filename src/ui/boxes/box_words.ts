/** What the card of a box says beside its own text. */

export const boxWords = {
  opens: (what: string) => `${what} Opens what is simplified here, and the Go.`,
  simplified: 'What is simplified here',
  loading: 'The list is being fetched …',
  unreachable: 'The list could not be fetched. It also stands on',
  fidelityPage: 'the fidelity page',
  allDifferences: 'Every known difference, of all files',
  readTheGo: 'Read the Go',
  pinned: (release: string) => `At ${release}, the release that this run mirrors.`,
  menuItem: 'What is simplified here, and the Go',
};
