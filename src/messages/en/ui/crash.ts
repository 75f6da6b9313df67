/** English for the page that is shown when something broke. */

export const crash = {
  title: 'The run broke.',
  about:
    'This is a bug in the laboratory, not in your cluster. The run below is complete: whoever opens it sees the same hop break.',
  copy: 'Copy this run',
  copied: 'Copied',
  reopen: 'Open the first scene',
  run: 'The run',
};
