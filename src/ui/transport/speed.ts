/** Playing speed: steps of a logarithmic scale, remembered from visit to visit. */

const storageKey = 'informer-lab.speed';

/** How many times faster than the slow, readable pace. */
export const speeds: readonly number[] = [0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 100];

const usualSpeed = 1;

/** The speed with which to open. */
export function openingSpeed(): number {
  try {
    const value = Number(localStorage.getItem(storageKey));
    return speeds.includes(value) ? value : usualSpeed;
  } catch {
    return usualSpeed;
  }
}

export function rememberSpeed(speed: number): void {
  try {
    localStorage.setItem(storageKey, String(speed));
  } catch {
    return;
  }
}

/** The next speed up or down the scale; the ends stay where they are. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  const at = speeds.indexOf(speed);
  return speeds[Math.min(speeds.length - 1, Math.max(0, at + direction))] ?? usualSpeed;
}
