/** The fidelity page's composition root: it fetches the generated figures and shows them. */

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { type Fidelity, FidelityPage } from './fidelity_page.tsx';
import '#ui/theme/tokens.css';
import '#ui/theme/base.css';
import './fidelity_page.css';

async function show(place: HTMLElement): Promise<void> {
  const root = createRoot(place);
  try {
    const answer = await fetch('./fidelity.json');
    const fidelity = (await answer.json()) as Fidelity;
    root.render(
      <StrictMode>
        <FidelityPage fidelity={fidelity} />
      </StrictMode>,
    );
  } catch (error) {
    root.render(<p role="alert">The figures could not be fetched: {String(error)}</p>);
  }
}

const place = document.getElementById('fidelity');
if (place !== null) void show(place);
