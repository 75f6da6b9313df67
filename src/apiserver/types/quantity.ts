/** Quantities such as `500m` and `1Gi`, in the form in which Go writes them back. */

const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][+-]?\d+)?$/;

const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
/** Nothing is smaller than a billionth. */
const nanos = 1_000_000_000n;
const mostDigits = 40;

/** The canonical text; `undefined` for what is no quantity. */
export function canonicalQuantity(text: string): string | undefined {
  const match = pattern.exec(text);
  const [, sign, whole = '', fraction = '', suffix = ''] = match ?? [];
  if (match === null || whole.length + fraction.length === 0) return undefined;
  if (whole.length + fraction.length > mostDigits) return text;
  const digits = BigInt(whole + fraction);
  const binary = binarySuffixes.indexOf(suffix);
  const exponent = /^[eE][+-]?\d+$/.test(suffix) ? Number(suffix.slice(1)) : undefined;
  if (exponent !== undefined && Math.abs(exponent) > mostDigits) return text;
  let amount = digits * nanos;
  if (suffix !== '' && binary > 0) amount <<= BigInt(10 * binary);
  else amount = scaled(amount, exponent ?? 3 * (decimalSuffixes.indexOf(suffix) - 3));
  amount = dividedUp(amount, powerOfTen(fraction.length));
  const minus = sign === '-' && amount !== 0n ? '-' : '';
  if (amount === 0n) return '0';
  if (binary > 0 && amount % nanos === 0n && amount / nanos >= 1024n) {
    return minus + withBinary(amount / nanos);
  }
  return minus + (exponent === undefined ? withSuffix(amount) : withExponent(amount));
}

function scaled(amount: bigint, exponent: number): bigint {
  return exponent >= 0 ? amount * powerOfTen(exponent) : dividedUp(amount, powerOfTen(-exponent));
}

function dividedUp(amount: bigint, divisor: bigint): bigint {
  return (amount + divisor - 1n) / divisor;
}

function withBinary(amount: bigint): string {
  let left = amount;
  let index = 0;
  while (left % 1024n === 0n && index < binarySuffixes.length - 1) {
    left /= 1024n;
    index++;
  }
  return `${left}${binarySuffixes[index]}`;
}

function withSuffix(amount: bigint): string {
  const { left, index } = thousands(amount);
  return `${left}${decimalSuffixes[index]}`;
}

function withExponent(amount: bigint): string {
  const { left, index } = thousands(amount);
  return index === 3 ? `${left}` : `${left}e${3 * (index - 3)}`;
}

function thousands(amount: bigint): { readonly left: bigint; readonly index: number } {
  let left = amount;
  let index = 0;
  while (left % 1000n === 0n && index < decimalSuffixes.length - 1) {
    left /= 1000n;
    index++;
  }
  return { left, index };
}

function powerOfTen(exponent: number): bigint {
  return BigInt(`1${'0'.repeat(exponent)}`);
}
