/** The English titles of everything there is to learn from, by file. */

export const titles = import.meta.glob<string>('../../lessons/**/{lesson,exhibit,preset}.en.md', {
  query: '?title',
  import: 'default',
  eager: true,
});
