/** English for the dialog that applies manifests, and text that arrives by pasting or dropping. */

export const apply = {
  hint: 'Any YAML with one or more objects. You can also paste or drop it anywhere on the page.',
  startFrom: 'start from',
  manifest: 'Manifest',
  nothingApplied: 'Nothing was applied. The run goes on as it was.',
  cancel: 'Cancel',
  unreadableFile: 'That file cannot be read',
  tooMuch: 'Too much to apply at once',
  tooMuchText: (most: string, got: string) =>
    `expected at most ${most} MB of YAML, got ${got} MB. Nothing was applied; the run goes on.`,
  tooLong: (most: string, got: string) =>
    `expected at most ${most} characters, got ${got}: this line is where the text becomes too long`,
  tooMany: (most: number, got: string, next: number) =>
    `expected at most ${most} objects at once, got ${got}: object ${next} starts on this line`,
};
