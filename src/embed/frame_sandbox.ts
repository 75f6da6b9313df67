/** As little as the player can do with: its own origin, for its worker, and links that open in a new page. */
export const frameSandbox =
  'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox';
