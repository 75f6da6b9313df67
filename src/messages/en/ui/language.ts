/** English for the choice of a language, and the page's own title. */

export const language = {
  label: 'Language',
  pageTitle: 'Informer Lab',
  unavailable: 'The language cannot be fetched',
  unavailableText: 'The page stays in the language it is in.',
};
