/** English for the side panel and its tabs. */

export const panels = {
  label: 'Details',
  close: 'Close details',
  lesson: 'Lesson',
  why: 'Why?',
  inspect: 'Inspect',
  console: 'Console',
  run: 'Run',
};
