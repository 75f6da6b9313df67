/**
 * Shows the page as readers see it who ask for more contrast. The styles for them hang on a media query
 * that no page can answer, so the query itself is replaced, and put back.
 */

const asked = '(prefers-contrast: more)';
/** True in every browser, and told apart from any query of ours. */
const always = 'screen and (min-width: 0px)';

export function showContrast(more: boolean): void {
  const [before, after] = more ? [asked, always] : [always, asked];
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule instanceof CSSMediaRule && rule.media.mediaText === before) {
        rule.media.mediaText = after;
      }
    }
  }
}
