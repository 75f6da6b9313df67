/** English for the editor of manifests; what is wrong in a text is said in the server's own words. */

export const manifests = {
  required: 'required',
  optional: 'optional',
  unserved: (kind: string, apiVersion: string) =>
    `no matches for kind "${kind}" in version "${apiVersion}": the API server does not serve it, and no CustomResourceDefinition here defines it`,
  oneOf: (values: readonly string[]) => `one of ${values.join(', ')}`,
  refused: (count: number) =>
    count === 1 ? 'One thing would be refused:' : `${count} things would be refused:`,
  at: (line: number, message: string) => `line ${line}: ${message}`,
  keys: 'Ctrl Space completes · Ctrl Enter sends it',
};
