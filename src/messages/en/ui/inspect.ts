/** English for the panel about one object. */

export const inspect = {
  nothing: 'Select an object in a box to see every copy of it, its YAML and its history.',
  inNamespace: (resource: string, namespace: string) => `${resource} in ${namespace}`,
  edit: 'Edit',
  delete: 'Delete',
  notOnServer: 'The server does not have it here.',
  copies: 'Copies',
  gone: 'gone',
  none: 'none',
  copy: (version: string, partial: boolean, differs: boolean) =>
    `${version}${partial ? ' metadata only' : ''}${differs ? ' differs' : ''}`,
  history: 'History',
  neverWritten: 'Never written.',
  cluster: 'the cluster',
  whole: 'The whole object is new, or gone.',
  goThere: 'Go there',
  why: 'Why?',
};
