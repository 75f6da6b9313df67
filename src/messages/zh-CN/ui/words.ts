/** The interface in Chinese, one file per area of it. */

import type { Words } from '#messages/en/ui/words.ts';
import { caption } from './caption.ts';
import { header } from './header.ts';
import { language } from './language.ts';
import { log } from './log.ts';
import { notices } from './notices.ts';
import { panels } from './panels.ts';
import { views } from './views.ts';
import { why } from './why.ts';

export const words: Words = { caption, header, language, log, notices, panels, views, why };
