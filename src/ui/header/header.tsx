/** The top line: what this is, which client-go, and the acts that belong to the whole page. */

import {
  ChevronDown,
  Keyboard,
  Link2,
  Moon,
  PanelRight,
  Search,
  Settings2,
  Sun,
  Upload,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { profiles } from '#trace/profile.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';

export function Header(): ReactElement {
  const { acts, book } = usePlayground();
  const theme = usePlaygroundState((state) => state.theme);
  const run = usePlaygroundState((state) => state.run);
  const profile = profiles[book.find(run)?.record.profile ?? 'classic'];
  return (
    <header className="header">
      <h1 className="brand">
        <Mark />
        <span className="brand-name">Informer Lab</span>
      </h1>
      <span className="scene">client-go, hop by hop</span>
      <span className="push" />
      <button
        type="button"
        className="button profile-pill"
        aria-haspopup="menu"
        aria-label={`client-go ${profile.release}, ${profile.name}: choose another, or compare`}
        title="Which client-go is simulated"
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
        <span className="shrinks">Apply</span>
      </button>
      <button type="button" className="button" onClick={acts.copyLink}>
        <Link2 size={15} aria-hidden="true" />
        <span className="wide-only">Copy link</span>
        <span className="visually-hidden narrow-only">Copy link</span>
      </button>
      <button
        type="button"
        className="button icon wide-only"
        aria-label="Settings of the run"
        title="Settings (s)"
        onClick={() => acts.openDialog('settings')}
      >
        <Settings2 size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button icon"
        aria-label="Find and do anything"
        title="Command palette (Ctrl K)"
        onClick={() => acts.openDialog('palette')}
      >
        <Search size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button icon wide-only"
        aria-label="Show the keys"
        title="Keys (?)"
        onClick={acts.toggleHelp}
      >
        <Keyboard size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button icon"
        aria-label={theme === 'dark' ? 'Light theme' : 'Dark theme'}
        title="Theme (t)"
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
        aria-label="Lesson, details and log"
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
