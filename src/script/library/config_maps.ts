/** ConfigMaps that hold nothing: for lessons that are about how objects travel, whatever is in them. */

/** A ConfigMap of that name, in its first round. */
export function emptyConfigMap(name: string): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  labels: {round: "1"}
`;
}
