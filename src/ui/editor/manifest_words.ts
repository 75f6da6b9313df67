/** What the editor of manifests says in its own words; what is wrong is said in the server's. */

export const manifestWords = {
  required: 'required',
  optional: 'optional',
  unserved: (kind: string, apiVersion: string) =>
    `no matches for kind "${kind}" in version "${apiVersion}": the API server does not serve it, and no CustomResourceDefinition here defines it`,
  oneOf: (values: readonly string[]) => `one of ${values.join(', ')}`,
  faultCount: (count: number) =>
    count === 1 ? 'One thing would be refused' : `${count} things would be refused`,
  line: (line: number) => `line ${line}`,
};
