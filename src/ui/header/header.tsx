/** The top line: what this is, which client-go, and the acts that belong to the whole page. */

import {
  BookOpen,
  ChevronDown,
  Download,
  Keyboard,
  Link2,
  Moon,
  PanelRight,
  Presentation,
  Search,
  Settings2,
  Sun,
  Upload,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { profiles } from '#trace/profile.ts';
import { useWords } from '#ui/language/language.ts';
import { LanguageChoice } from '#ui/language/language_choice.tsx';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';

export function Header(): ReactElement {
  const { acts, book } = usePlayground();
  const { header: words, exporting, stageMode } = useWords();
  const theme = usePlaygroundState((state) => state.theme);
  const run = usePlaygroundState((state) => state.run);
  const profile = profiles[book.find(run)?.record.profile ?? 'classic'];
  return (
    <header className="header">
      <h1 className="brand">
        <Mark />
        <span className="brand-name">Informer Lab</span>
      </h1>
      <span className="scene">{words.subtitle}</span>
      <span className="push" />
      <button
        type="button"
        className="button profile-pill"
        aria-haspopup="menu"
        aria-label={words.profileOf(profile.release, profile.name)}
        title={words.profileAbout}
        onClick={(event) => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          acts.openProfiles({ x: left, y: bottom + 4, opener: event.currentTarget });
        }}
      >
        <span className="wide-only">client-go {profile.release} ·</span>
        <b>{profile.name}</b>
        <ChevronDown size={14} aria-hidden="true" />
      </button>
      <button type="button" className="button" onClick={() => acts.openApply()}>
        <Upload size={15} aria-hidden="true" />
        <span className="shrinks">{words.apply}</span>
      </button>
      <button type="button" className="button" onClick={acts.copyLink}>
        <Link2 size={15} aria-hidden="true" />
        <span className="wide-only">{words.copyLink}</span>
        <span className="visually-hidden narrow-only">{words.copyLink}</span>
      </button>
      <button
        type="button"
        className="button icon wide-only"
        aria-label={exporting.button}
        title={exporting.buttonAbout}
        onClick={() => acts.openDialog('export')}
      >
        <Download size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button icon wide-only"
        aria-label={stageMode.present}
        title={stageMode.presentAbout}
        onClick={acts.present}
      >
        <Presentation size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button icon wide-only"
        aria-label={words.settings}
        title={words.settingsAbout}
        onClick={() => acts.openDialog('settings')}
      >
        <Settings2 size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button icon wide-only"
        aria-label={words.library}
        title={words.libraryAbout}
        onClick={() => acts.openLibrary({ page: 'overview', query: '' })}
      >
        <BookOpen size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button icon"
        aria-label={words.palette}
        title={words.paletteAbout}
        onClick={() => acts.openDialog('palette')}
      >
        <Search size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button icon wide-only"
        aria-label={words.keys}
        title={words.keysAbout}
        onClick={acts.toggleHelp}
      >
        <Keyboard size={16} aria-hidden="true" />
      </button>
      <LanguageChoice />
      <button
        type="button"
        className="button icon"
        aria-label={theme === 'dark' ? words.lightTheme : words.darkTheme}
        title={words.themeAbout}
        onClick={acts.toggleTheme}
      >
        {theme === 'dark' ? (
          <Sun size={16} aria-hidden="true" />
        ) : (
          <Moon size={16} aria-hidden="true" />
        )}
      </button>
      <button
        type="button"
        className="button icon side-toggle"
        aria-label={words.side}
        onClick={acts.toggleSide}
      >
        <PanelRight size={16} aria-hidden="true" />
      </button>
    </header>
  );
}

function Mark(): ReactElement {
  return (
    <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <path
        d="M8.5 11H19a5 5 0 0 1 0 10h-6"
        fill="none"
        stroke="var(--accent-ink)"
        strokeWidth="2.8"
        strokeLinecap="round"
      />
      <circle cx="9.5" cy="21" r="3" fill="var(--accent-ink)" />
    </svg>
  );
}
