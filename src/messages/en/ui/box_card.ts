/** English for the card of a box: what is simplified in it, and the Go that it mirrors. */

export const boxCard = {
  opens: (what: string) => `${what} Opens what is simplified here, and the Go.`,
  menuItem: 'What is simplified here, and the Go',
  simplified: 'What is simplified here',
  loading: 'The list is being fetched …',
  unreachable: 'The list could not be fetched.',
  allDifferences: 'Every known difference, on the fidelity page',
  readTheGo: 'Read the Go',
  pinned: (release: string) => `At ${release}, the release that this run mirrors.`,
};
