/** English for the sequence diagram. */

export const sequence = {
  title: 'Sequence',
  of: 'of',
  about: 'A column is a goroutine, an arrow what led to what.',
  label: 'Sequence of hops',
  nothing: 'Nothing has happened in it yet.',
  after: (waited: string) => ` after ${waited}`,
};
