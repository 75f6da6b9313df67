/** Light or dark: what the system says until a person chooses, then what was chosen. */

export type Theme = 'light' | 'dark';

const storageKey = 'informer-lab.theme';

/** The theme to open with. */
export function openingTheme(): Theme {
  const chosen = remembered();
  if (chosen !== undefined) return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Shows a theme without remembering it. */
export function showTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
}

/** Remembers a person's choice. Storage may be forbidden; then the choice lasts as long as the page. */
export function rememberTheme(theme: Theme): void {
  try {
    localStorage.setItem(storageKey, theme);
  } catch {
    return;
  }
}

/** Tells when the system's theme changes, unless a person has chosen one. */
export function followSystemTheme(changed: (theme: Theme) => void): () => void {
  const query = matchMedia('(prefers-color-scheme: dark)');
  const listen = (): void => {
    if (remembered() === undefined) changed(query.matches ? 'dark' : 'light');
  };
  query.addEventListener('change', listen);
  return () => query.removeEventListener('change', listen);
}

function remembered(): Theme | undefined {
  try {
    const value = localStorage.getItem(storageKey);
    return value === 'light' || value === 'dark' ? value : undefined;
  } catch {
    return undefined;
  }
}
