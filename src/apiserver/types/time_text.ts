/** RFC 3339 texts, as Go's `time.Parse` takes or refuses them. */

const whole = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)$/;

const layout = '2006-01-02T15:04:05Z07:00';
const microLayout = '2006-01-02T15:04:05.000000Z07:00';

/** The parts of the layout, each with what fits it. */
const parts: readonly (readonly [text: string, pattern: RegExp])[] = [
  ['2006', /^\d{4}/],
  ['-', /^-/],
  ['01', /^\d\d/],
  ['-', /^-/],
  ['02', /^\d\d/],
  ['T', /^T/],
  ['15', /^\d\d/],
  [':', /^:/],
  ['04', /^\d\d/],
  [':', /^:/],
  ['05', /^\d\d(?:[.,]\d+)?/],
  ['Z07:00', /^(?:Z|[+-]\d\d:\d\d)/],
];

/** Go's complaint; `undefined` for a time. */
export function timeFault(text: string, micro = false): string | undefined {
  const wanted = JSON.stringify(micro ? microLayout : layout);
  const start = `parsing time ${JSON.stringify(text)}`;
  let rest = text;
  for (const [part, pattern] of parts) {
    const match = pattern.exec(rest);
    if (match === null)
      return `${start} as ${wanted}: cannot parse ${JSON.stringify(rest)} as "${part}"`;
    rest = rest.slice(match[0].length);
  }
  if (rest !== '') return `${start}: extra text: ${JSON.stringify(rest)}`;
  return whole.test(text) ? outOfRange(text, start) : undefined;
}

function outOfRange(text: string, start: string): string | undefined {
  const [, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text
    .slice(0, 19)
    .split(/[-T:]/)
    .map(Number);
  const limits: readonly (readonly [string, boolean])[] = [
    ['month', month >= 1 && month <= 12],
    ['day', day >= 1 && day <= 31],
    ['hour', hour <= 23],
    ['minute', minute <= 59],
    ['second', second <= 59],
  ];
  const wrong = limits.find(([, fits]) => !fits);
  return wrong === undefined ? undefined : `${start}: ${wrong[0]} out of range`;
}

/** `metav1.Time` is written in UTC and without fractions; other zones are left as they are. */
export function wholeSeconds(text: string): string {
  return text.replace(/[.,]\d+/, '').replace(/[+-]00:00$/, 'Z');
}
