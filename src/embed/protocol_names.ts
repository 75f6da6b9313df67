/**
 * The names of the embed protocol, without anything else, so that the script in other people's pages stays
 * small. What they mean stands in protocol.ts; test/embed/protocol.txt pins both.
 */

/** Name and version, in every message. */
export const protocolName = 'informer-lab/1';

/** The two messages between windows; everything else goes through the port that the first carries. */
export const helloType = 'informer-lab.hello';
export const listeningType = 'informer-lab.listening';

export const commandNames = [
  'play',
  'pause',
  'toggle',
  'seek',
  'step',
  'back',
  'act',
  'setSpeed',
  'setTheme',
  'setLanguage',
  'setProfile',
  'setPanels',
  'setControls',
  'getState',
  'getLink',
] as const;

export type CommandName = (typeof commandNames)[number];

export const eventNames = [
  'connected',
  'ready',
  'state',
  'hop',
  'caption',
  'mark',
  'ended',
  'engine',
  'resize',
  'error',
] as const;

export type EventName = (typeof eventNames)[number];
