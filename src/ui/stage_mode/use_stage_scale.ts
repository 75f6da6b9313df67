/** How large stage mode draws: type that is 11 px small is laid out at that, and drawn 24 px high at 1080p. */

import { useLayoutEffect, useState } from 'react';

/** The smallest type, at 1080 lines, is 11 px × 2.2. */
const scaleAt1080 = 2.2;

/** The screen on which it is as large; on a projector of 4:3 the height decides as well. */
const screen = { widthPx: 1440, heightPx: 1080 };

export function useStageScale(): number {
  const [scale, setScale] = useState(scaleNow);
  useLayoutEffect(() => {
    const measure = (): void => setScale(scaleNow());
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);
  useLayoutEffect(() => {
    // Menus and dialogs stand beside the stage on the page, and are as large.
    const { style, dataset } = document.documentElement;
    dataset['presenting'] = '';
    style.setProperty('--talk-scale', String(scale));
    return () => {
      delete dataset['presenting'];
      style.removeProperty('--talk-scale');
    };
  }, [scale]);
  return scale;
}

function scaleNow(): number {
  const { innerWidth, innerHeight } = window;
  const part = Math.min(innerWidth / screen.widthPx, innerHeight / screen.heightPx);
  return Math.max(0.5, scaleAt1080 * part);
}
