/** The language that is always at hand; others are fetched when somebody asks for them. */

import { en } from '#messages/en/en.ts';
import type { Locale } from './locale.ts';

export const defaultLocale: Locale = en;

export type { LocaleTag } from './locale.ts';
