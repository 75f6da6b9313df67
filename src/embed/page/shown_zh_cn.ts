/** What an embed shows before anybody touches it, in Simplified Chinese: no menu, no dialog, no panel of the app. */

import { captions } from '#messages/zh-CN/captions.ts';
import { labels } from '#messages/zh-CN/labels.ts';
import { reasons } from '#messages/zh-CN/reasons.ts';
import { sentences } from '#messages/zh-CN/sentences.ts';
import { boxCard } from '#messages/zh-CN/ui/box_card.ts';
import { caption } from '#messages/zh-CN/ui/caption.ts';
import { controllerBoxes } from '#messages/zh-CN/ui/controller_boxes.ts';
import { embedPage } from '#messages/zh-CN/ui/embed_page.ts';
import { informerBoxes } from '#messages/zh-CN/ui/informer_boxes.ts';
import { log } from '#messages/zh-CN/ui/log.ts';
import { serverBox } from '#messages/zh-CN/ui/server_box.ts';
import { spoken } from '#messages/zh-CN/ui/spoken.ts';
import { stage } from '#messages/zh-CN/ui/stage.ts';
import { states } from '#messages/zh-CN/ui/states.ts';
import { transport } from '#messages/zh-CN/ui/transport.ts';
import { verbs } from '#messages/zh-CN/ui/verbs.ts';
import { widgets } from '#messages/zh-CN/ui/widgets.ts';
import type { ShownLocale } from './shown_locale.ts';

export const shown: ShownLocale = {
  tag: 'zh-CN',
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
