/** What an embed shows before anybody touches it, in English: no menu, no dialog, no panel of the app. */

import { captions } from '#messages/en/captions.ts';
import { labels } from '#messages/en/labels.ts';
import { reasons } from '#messages/en/reasons.ts';
import { sentences } from '#messages/en/sentences.ts';
import { boxCard } from '#messages/en/ui/box_card.ts';
import { caption } from '#messages/en/ui/caption.ts';
import { controllerBoxes } from '#messages/en/ui/controller_boxes.ts';
import { embedPage } from '#messages/en/ui/embed_page.ts';
import { informerBoxes } from '#messages/en/ui/informer_boxes.ts';
import { log } from '#messages/en/ui/log.ts';
import { serverBox } from '#messages/en/ui/server_box.ts';
import { spoken } from '#messages/en/ui/spoken.ts';
import { stage } from '#messages/en/ui/stage.ts';
import { states } from '#messages/en/ui/states.ts';
import { transport } from '#messages/en/ui/transport.ts';
import { verbs } from '#messages/en/ui/verbs.ts';
import { widgets } from '#messages/en/ui/widgets.ts';
import type { ShownLocale } from './shown_locale.ts';

export const shown: ShownLocale = {
  tag: 'en',
  sentences,
  reasons,
  captions,
  labels,
  words: {
    boxCard,
    caption,
    controllerBoxes,
    embedPage,
    informerBoxes,
    log,
    serverBox,
    spoken,
    stage,
    states,
    transport,
    verbs,
    widgets,
  },
};
