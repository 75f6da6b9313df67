/** The gallery's composition root: plays the runs that its exhibits are taken from, then shows the page. */

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import EngineWorker from '#app/engine_worker.ts?worker';
import { defaultLocale } from '#messages/locales.ts';
import { workerClient } from '#ui/engine/engine_client.ts';
import { LanguageContext } from '#ui/language/language.ts';
import { openingTheme, showTheme } from '#ui/theme/theme.ts';
import { GalleryBook } from './gallery_book.ts';
import { GalleryPage } from './gallery_page.tsx';
import '#ui/theme/tokens.css';
import '#ui/theme/base.css';

async function show(place: HTMLElement): Promise<void> {
  const root = createRoot(place);
  showTheme(openingTheme());
  try {
    const book = new GalleryBook(workerClient(new EngineWorker({ name: 'engine' })));
    await book.play();
    const problems = await book.problems();
    root.render(
      <StrictMode>
        <LanguageContext value={defaultLocale}>
          <GalleryPage book={book} problems={problems} />
        </LanguageContext>
      </StrictMode>,
    );
  } catch (error) {
    root.render(<p role="alert">The runs could not be played: {String(error)}</p>);
  }
}

const place = document.getElementById('gallery');
if (place !== null) void show(place);
