/** The size of a canvas on the page, kept up to date, with as many pixels as the screen has. */

import { type RefObject, useEffect, useState } from 'react';

export interface CanvasSize {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly ratio: number;
}

export function useCanvasSize(canvas: RefObject<HTMLCanvasElement | null>): CanvasSize {
  const [size, setSize] = useState<CanvasSize>({ widthPx: 0, heightPx: 0, ratio: 1 });
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      const { clientWidth, clientHeight } = element;
      const ratio = devicePixelRatio || 1;
      element.width = Math.round(clientWidth * ratio);
      element.height = Math.round(clientHeight * ratio);
      setSize({ widthPx: clientWidth, heightPx: clientHeight, ratio });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [canvas]);
  return size;
}
