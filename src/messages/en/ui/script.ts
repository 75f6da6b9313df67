/** English for the dialog that edits the script of a run. */

export const script = {
  title: 'The script of this run',
  about:
    'One statement a line; what you did by hand stands at its time. Running it opens a new run: this one stays under Run.',
  newRun: 'edited script',
  newRunText: 'The script was changed by hand. The run before stays under Run.',
  label: 'Script',
  refused: 'It cannot be run like this.',
  keys: 'Ctrl Space completes · Ctrl Enter runs it',
  cancel: 'Cancel',
  run: 'Run it',
};
