/** Numbers as Go's `%v` prints them, and the ranges of its types. */

export const maxInt32 = 2_147_483_647;
const minInt32 = -2_147_483_648;

/** A float64: with an exponent from 10^6 on, and for very small ones. */
export function goFloat(value: number): string {
  const [mantissa = '', exponent] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  const sign = power < 0 ? '-' : '+';
  return `${mantissa}e${sign}${String(Math.abs(power)).padStart(2, '0')}`;
}

export function isInt32(value: number): boolean {
  return Number.isInteger(value) && value >= minInt32 && value <= maxInt32;
}
