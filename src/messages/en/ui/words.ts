/**
 * The interface in English, one file per area of it. What stands here is what every language must say:
 * the type of a catalogue is that of the English one.
 */

import { caption } from './caption.ts';
import { header } from './header.ts';
import { language } from './language.ts';
import { log } from './log.ts';
import { notices } from './notices.ts';
import { panels } from './panels.ts';
import { views } from './views.ts';
import { why } from './why.ts';

export const words = { caption, header, language, log, notices, panels, views, why };

/** Every word of the interface; functions where a word has parameters. */
export type Words = typeof words;
