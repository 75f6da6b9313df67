/** English for sharing a run: the dialog, and what is said when a link cannot be made. */

export const share = {
  button: 'Share…',
  title: 'Share this run',
  about: 'The link plays the same run for whoever opens it, and stands at the same hop.',
  making: 'The link is being made…',
  what: 'What the link holds',
  tree: (branches: number) =>
    branches === 1
      ? 'This run and its other branch'
      : `This run and its ${branches} other branches`,
  run: 'This run alone',
  link: 'Link',
  length: (characters: string, most: string) => `${characters} of at most ${most} characters`,
  copy: 'Copy the link',
  embed: 'Embed in a page…',
  tooLong: (characters: string, most: string) =>
    `This link would have ${characters} characters. Addresses of more than ${most} are cut off by mail and chat programs, so it is not offered. The run can be saved as a file instead: this page opens it again as the same run.`,
  far: 'This run is more than any link can hold. It can be saved as a file instead: this page opens it again as the same run.',
  alone: 'Without its branches it is short enough.',
  file: 'Save as a file',
  asSeen: 'As it looks here',
  asSeenAbout: 'with this theme, language and speed',
  notMade: 'The link could not be made',
};
