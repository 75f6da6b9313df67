/** How much room the boxes of the stage have: on a projector of 4:3 they are narrow. */

import { createContext, useContext } from 'react';

export interface TalkRoom {
  /** A box has no room for its state beside its title: that takes a line of the others. */
  readonly narrow: boolean;
  /** So many lines fit into a box of the loop. */
  readonly lines: number;
}

const wide: TalkRoom = { narrow: false, lines: 5 };
const narrow: TalkRoom = { narrow: true, lines: 4 };

/** Narrower than this, as it is laid out. */
const narrowPx = 780;

export const TalkRoomContext = createContext<TalkRoom>(wide);

export function roomOn(widthPx: number): TalkRoom {
  return widthPx < narrowPx ? narrow : wide;
}

export function useTalkRoom(): TalkRoom {
  return useContext(TalkRoomContext);
}
