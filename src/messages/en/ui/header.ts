/** English for the top line of the page. */

export const header = {
  subtitle: 'client-go, hop by hop',
  profileOf: (release: string, profile: string) =>
    `client-go ${release}, ${profile}: choose another, or compare`,
  profileAbout: 'Which client-go is simulated',
  apply: 'Apply',
  copyLink: 'Copy link',
  settings: 'Settings of the run',
  settingsAbout: 'Settings (s)',
  palette: 'Find and do anything',
  paletteAbout: 'Command palette (Ctrl K)',
  keys: 'Show the keys',
  keysAbout: 'Keys (?)',
  lightTheme: 'Light theme',
  darkTheme: 'Dark theme',
  library: 'Library',
  libraryAbout: 'Search, questions, glossary, progress',
  themeAbout: 'Theme (t)',
  side: 'Lesson, details and log',
};
