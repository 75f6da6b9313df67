/** Simplified Chinese, all of it: fetched only when a reader asks for it. */

import type { Locale } from '#messages/locale.ts';
import { words } from '#messages/zh-CN/ui/words.ts';
import { captions } from './captions.ts';
import { labels } from './labels.ts';
import { reasons } from './reasons.ts';
import { sentences } from './sentences.ts';

export const zhCN: Locale = {
  tag: 'zh-CN',
  sentences,
  reasons,
  captions,
  labels,
  words,
};
