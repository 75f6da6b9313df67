/** English for `<informer-lab>` in other people's pages: few words, since all languages travel with it. */

export const embedElement = {
  title: (scenario: string) => `Informer Lab scene: ${scenario}`,
  failed: 'The simulation could not be loaded here.',
  open: 'Open it by itself',
};
