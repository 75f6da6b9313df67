/** The interface in Chinese, one file per area of it. */

import type { Words } from '#messages/en/ui/words.ts';
import { boxCard } from './box_card.ts';
import { caption } from './caption.ts';
import { header } from './header.ts';
import { keys } from './keys.ts';
import { language } from './language.ts';
import { log } from './log.ts';
import { manifests } from './manifests.ts';
import { notices } from './notices.ts';
import { panels } from './panels.ts';
import { queueHistory } from './queue_history.ts';
import { requests } from './requests.ts';
import { runDetails } from './run_details.ts';
import { transport } from './transport.ts';
import { views } from './views.ts';
import { why } from './why.ts';
import { widgets } from './widgets.ts';

export const words: Words = {
  boxCard,
  caption,
  header,
  keys,
  language,
  log,
  manifests,
  notices,
  panels,
  queueHistory,
  requests,
  runDetails,
  transport,
  views,
  why,
  widgets,
};
