/** The address of the page in an embed's frame, made of the element's attributes. */

import { parameterNames } from './parameter_names.ts';

/** Where an embed is, and what it shows. */
export interface FrameAsked {
  /** The folder that `embed.js` came from. */
  readonly base: string;
  /** The attribute of a name, or null. */
  readonly attribute: (name: string) => string | null;
  /** The origin of the page around it; `null` is that of a page without one. */
  readonly origin: string;
}

export function frameAddress({ base, attribute, origin }: FrameAsked): string {
  const address = new URL('embed.html', base);
  for (const name of parameterNames) {
    const value = attribute(name);
    if (value === null) continue;
    // A run is long, and no server need know it.
    if (name === 'run') address.hash = `run=${value}`;
    else address.searchParams.set(name, value);
  }
  // Only this page is to be heard in the frame.
  if (origin !== 'null') address.searchParams.set('origin', origin);
  return address.href;
}
