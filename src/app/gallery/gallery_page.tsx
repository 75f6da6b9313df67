/** Every component in each of its moods, a section each, with what changes their looks. */

import { type ReactElement, type ReactNode, useState } from 'react';
import { openingTheme, showTheme, type Theme } from '#ui/theme/theme.ts';
import { showContrast } from './contrast.ts';
import { layerSections } from './layer_sections.tsx';
import type { GallerySection, Material } from './section.ts';
import { stageSections } from './stage_sections.tsx';
import { widgetSections } from './widget_sections.tsx';
import './gallery_page.css';

const every = [...widgetSections, ...stageSections, ...layerSections];

/** `gallery.html?only=queue,menus` shows these sections alone, so that little is drawn. */
function chosenSections(): readonly GallerySection[] {
  const only = new URLSearchParams(location.search).get('only')?.split(',');
  return only === undefined ? every : every.filter(({ id }) => only.includes(id));
}

export function GalleryPage(material: Material): ReactElement {
  const sections = chosenSections();
  return (
    <div className="gallery">
      <header className="gallery-head">
        <h1>Component gallery</h1>
        <p className="label">
          Every component in each of its moods, drawn from real runs. Menus and dialogs work.{' '}
          <a href="./gallery.html">All of it</a> · <a href="./index.html">The app</a>
        </p>
        <Switches />
      </header>
      <nav className="gallery-nav" aria-label="Sections">
        <ul>
          {sections.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      <main>
        {sections.map(({ id, title, Body }) => (
          <section key={id} id={id} data-section={id} aria-labelledby={`${id}-title`}>
            <div className="gallery-title">
              <h2 id={`${id}-title`}>{title}</h2>
              <a className="label" href={`?only=${id}`} aria-label={`Only ${title}`}>
                alone
              </a>
            </div>
            <Body {...material} />
          </section>
        ))}
      </main>
    </div>
  );
}

function Switches(): ReactElement {
  const [theme, setTheme] = useState<Theme>(openingTheme);
  const [more, setMore] = useState(false);
  const change = (next: Theme): void => {
    showTheme(next);
    setTheme(next);
  };
  return (
    <div className="controls" role="group" aria-label="Looks">
      <Switch on={theme === 'light'} set={() => change('light')}>
        Light
      </Switch>
      <Switch on={theme === 'dark'} set={() => change('dark')}>
        Dark
      </Switch>
      <Switch
        on={more}
        set={() => {
          showContrast(!more);
          setMore(!more);
        }}
      >
        More contrast
      </Switch>
    </div>
  );
}

function Switch(props: {
  readonly on: boolean;
  readonly set: () => void;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <button type="button" className="button switch" aria-pressed={props.on} onClick={props.set}>
      {props.children}
    </button>
  );
}
