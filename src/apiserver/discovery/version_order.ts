/** Versions in the order in which clients should prefer them: `v2`, `v1`, `v1beta1`, `v1alpha1`, others. */

interface KubeVersion {
  readonly major: number;
  readonly stability: number;
  readonly minor: number;
}

const stabilities: Readonly<Record<string, number>> = { release: 3, beta: 2, alpha: 1 };

/** Below zero if `left` is preferred. */
export function compareVersions(left: string, right: string): number {
  const [one, other] = [kubeVersion(left), kubeVersion(right)];
  if (one === undefined || other === undefined) {
    if (one !== undefined) return -1;
    if (other !== undefined) return 1;
    if (left === right) return 0;
    return left < right ? -1 : 1;
  }
  return other.stability - one.stability || other.major - one.major || other.minor - one.minor;
}

function kubeVersion(text: string): KubeVersion | undefined {
  const found = /^v([1-9]\d*)(?:(alpha|beta)([1-9]\d*))?$/.exec(text);
  if (found === null) return undefined;
  const [, major, phase, minor] = found;
  const stability = stabilities[phase ?? 'release'] ?? 0;
  return { major: Number(major), stability, minor: Number(minor ?? 0) };
}
