/** The speaker's window: finds its talk by the id in its address. */

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openingLocale } from '#ui/language/choice.ts';
import { NotesPage } from '#ui/stage_mode/notes_page.tsx';
import { followPageLanguage } from '#ui/theme/chinese_font.ts';
import '#ui/theme/tokens.css';
import '#ui/theme/base.css';

followPageLanguage(document.documentElement);

async function open(place: HTMLElement): Promise<void> {
  const id = new URLSearchParams(location.search).get('talk') ?? '';
  const locale = await openingLocale();
  createRoot(place).render(
    <StrictMode>
      <NotesPage id={id} opening={locale} />
    </StrictMode>,
  );
}

const place = document.getElementById('notes');
if (place !== null) void open(place);
