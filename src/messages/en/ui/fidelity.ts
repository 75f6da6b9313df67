/** English for the page that says how true the simulator is. */

export const fidelity = {
  pageTitle: 'How true is it · Informer Lab',
  title: 'How true is it?',
  lead: "The engine is held against the real client-go: tests of ours answer to upstream's own, and what four releases did with the same scripts is recorded and compared.",
  unreachable: (error: string) => `The figures could not be fetched: ${error}`,
  notCovered: 'Not covered yet',
  of: (file: string) => `of ${file}`,
  simplified: 'What we simplified',
  caption: 'Per component of client-go and apimachinery',
  component: 'component',
  names: { total: 'total', 'other mirrored files': 'other mirrored files' },
  behaviours: 'behaviours covered',
  recordings: 'recordings compared',
  scripts: 'random scripts',
  differences: 'known differences',
  covered: (covered: number, all: number) => `${covered} of ${all}`,
  mirrors: (upstream: string) => `mirrors ${upstream}`,
};
