/** English for the console. */

export const console = {
  about: "kubectl and the cluster's other commands. Try help.",
  end: (run: string) => `End ${run} (Ctrl C)`,
  copy: 'Copy the output',
  copied: 'The output is copied',
  clear: 'Clear the console',
  output: 'Console output',
  leftOut: (lines: number) => `${lines} earlier lines are left out.`,
  nothing: 'Nothing yet.',
  notDone: (reason: string) => `Not done: ${reason}`,
  goesOn: (run: string) => `${run} goes on. Ctrl C ends it.`,
  done: (line: string) => `${line}: done`,
  search: (text: string) => `search “${text}”:`,
  searchNothing: 'nothing',
  command: 'Command',
  searchHistory: 'Search the history',
  hint: 'Tab completes; Escape and then Tab leaves the field. The up arrow brings earlier lines back.',
  completions: 'Completions',
  noCompletion: 'No completion',
  completionCount: (count: number) => `${count} completions`,
};
