/** English for the line that tells the current hop, and for what screen readers hear of it. */

export const caption = {
  before: 'Before the first hop.',
  whyAbout: 'What led to this (w)',
  standsAt: (at: string) => `The run stands at ${at}. `,
  backAt: (at: string) => `Back at ${at}. `,
  hopsOn: (hops: number, at: string) => `${hops} hops on, at ${at}: `,
};
