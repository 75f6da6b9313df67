/** After so long the page has come to rest: what only some readers open is fetched from then on. */
export const restMs = 2_500;
