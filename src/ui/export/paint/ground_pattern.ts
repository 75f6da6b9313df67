/** The two grounds that are more than a colour: the stage's dots, and the hatching of what has been compacted. */

import { inked } from './colour.ts';
import { type Area, px, type Sheet } from './sheet.ts';

/** The id of the pattern, if the element has one of the two. */
export function groundPattern(
  { backgroundImage, backgroundSize }: CSSStyleDeclaration,
  { left, top }: Area,
  sheet: Sheet,
): string | undefined {
  const dots = /^radial-gradient\(circle at ([\d.]+)px ([\d.]+)px, (.+?) ([\d.]+)px, /.exec(
    backgroundImage,
  );
  if (dots !== null) {
    const [, x = '', y = '', colour = '', radius = ''] = dots;
    const step = Number.parseFloat(backgroundSize);
    return sheet.reference(
      'p',
      (id) =>
        `<pattern id="${id}" x="${px(left)}" y="${px(top)}" width="${px(step)}" height="${px(step)}" patternUnits="userSpaceOnUse"><circle cx="${x}" cy="${y}" r="${px(Number(radius) + 0.2)}"${inked('fill', colour)}/></pattern>`,
    );
  }
  const stripes =
    /^repeating-linear-gradient\((-?[\d.]+)deg, .+ ([\d.]+)px, (.+) ([\d.]+)px, \3 ([\d.]+)px\)$/.exec(
      backgroundImage.replace(/, (\S+\([^)]*\)|\S+) ([\d.]+px) ([\d.]+px)\)$/, ', $1 $2, $1 $3)'),
    );
  if (stripes === null) return undefined;
  const [, angle = '', , colour = '', from = '', to = ''] = stripes;
  return sheet.reference(
    'p',
    (id) =>
      `<pattern id="${id}" x="${px(left)}" y="${px(top)}" width="${to}" height="${to}" patternUnits="userSpaceOnUse" patternTransform="rotate(${px(Number(angle) + 90)})"><rect x="${from}" width="${px(Number(to) - Number(from))}" height="${to}"${inked('fill', colour)}/></pattern>`,
  );
}
