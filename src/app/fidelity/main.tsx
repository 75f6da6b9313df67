/** The fidelity page's composition root: it fetches the generated figures and shows them. */

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { keepOffline } from '#app/service_worker/keep_offline.ts';
import { openingLocale, openingTag } from '#ui/language/choice.ts';
import { LanguageContext } from '#ui/language/language.ts';
import { siteAddress } from '#ui/site_root.ts';
import { followPageLanguage } from '#ui/theme/chinese_font.ts';
import { type Fidelity, FidelityPage } from './fidelity_page.tsx';
import '#ui/theme/tokens.css';
import '#ui/theme/base.css';
import './fidelity_page.css';

async function show(place: HTMLElement): Promise<void> {
  if (isWritten(place)) return;
  const locale = await openingLocale();
  const words = locale.words.fidelity;
  document.title = words.pageTitle;
  const root = createRoot(place);
  try {
    const answer = await fetch(siteAddress('fidelity.json'));
    const fidelity = (await answer.json()) as Fidelity;
    root.render(
      <StrictMode>
        <LanguageContext value={locale}>
          <FidelityPage fidelity={fidelity} home={siteAddress('index.html')} />
        </LanguageContext>
      </StrictMode>,
    );
  } catch (error) {
    root.render(<p role="alert">{words.unreachable(String(error))}</p>);
  }
}

/** The build has written the page already, and in the reader's language. */
function isWritten(place: HTMLElement): boolean {
  return place.firstElementChild !== null && openingTag() === document.documentElement.lang;
}

followPageLanguage(document.documentElement);
// Nothing is done on this page that a new version would have to wait for: the next visit has it.
keepOffline(() => undefined);

const place = document.getElementById('fidelity');
if (place !== null) void show(place);
