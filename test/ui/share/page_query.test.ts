/** What an address says of the page is read, told where it is wrong, and kept where it is shared. */

import { describe, expect, test } from 'vitest';
import {
  type PageQuery,
  type PageState,
  readPageQuery,
  withPageQuery,
} from '#ui/share/page_query.ts';

const parts = { views: ['stage', 'sequence', 'metrics'], panels: ['lesson', 'log', 'run'] };

const state: PageState = {
  theme: 'dark',
  lang: 'zh-CN',
  speed: 0.5,
  view: 'stage',
  panel: 'lesson',
  informer: 'rs-controller/pods',
};

describe('the query of an address', () => {
  test.each<{ readonly search: string; readonly query: PageQuery }>([
    { search: '', query: {} },
    { search: '?theme=dark', query: { theme: 'dark' } },
    { search: '?lang=zh-CN&speed=0.25', query: { lang: 'zh-CN', speed: 0.25 } },
    { search: '?lang=en-US', query: { lang: 'en' } },
    { search: '?view=sequence&panel=log', query: { view: 'sequence', panel: 'log' } },
    { search: '?informer=my-app/pods', query: { informer: 'my-app/pods' } },
    { search: '?informer=my-app%2Fpods', query: { informer: 'my-app/pods' } },
    { search: '?profile=modern', query: { profile: 'modern' } },
    { search: '?stage&q=too+old&utm_source=mail', query: {} },
  ])('says $query in "$search"', ({ search, query }) => {
    const read = readPageQuery(search, parts);
    expect(read.problems).toEqual([]);
    expect(read.query).toEqual(query);
  });

  test.each([
    { search: '?theme=blue', name: 'theme', got: 'blue', expected: 'light' },
    { search: '?lang=fr', name: 'lang', got: 'fr', expected: 'zh-CN' },
    { search: '?speed=fast', name: 'speed', got: 'fast', expected: '0.1' },
    { search: '?speed=3', name: 'speed', got: '3', expected: '2' },
    { search: '?view=', name: 'view', got: '', expected: 'sequence' },
    { search: '?panel=Log', name: 'panel', got: 'Log', expected: 'log' },
    { search: '?informer=pods', name: 'informer', got: 'pods', expected: 'rs-controller/pods' },
    { search: '?profile=newest', name: 'profile', got: 'newest', expected: 'modern' },
  ])(
    'that is wrong is told, and nothing of it used: $search',
    ({ search, name, got, expected }) => {
      const { query, problems } = readPageQuery(`${search}&unknown=1`, parts);
      expect(query).toEqual({});
      expect(problems).toMatchObject([{ name, got }]);
      expect(problems[0]?.expected).toContain(expected);
    },
  );

  test('one wrong value does not take the others with it', () => {
    const { query, problems } = readPageQuery('?theme=blue&view=metrics', parts);
    expect(query).toEqual({ view: 'metrics' });
    expect(problems).toHaveLength(1);
  });
});

describe('the query of a page that is shared', () => {
  test.each<{
    readonly name: string;
    readonly before: string;
    readonly changed?: Partial<PageState>;
    readonly asSeen?: boolean;
    readonly after: string;
  }>([
    { name: 'is empty for what is usual', before: '', after: '' },
    { name: 'says which view', before: '', changed: { view: 'metrics' }, after: '?view=metrics' },
    {
      name: 'says whose pipeline, to be read',
      before: '',
      changed: { panel: 'run', informer: 'my-app/pods' },
      after: '?panel=run&informer=my-app/pods',
    },
    { name: 'forgets what is usual again', before: '?view=metrics&panel=log', after: '' },
    { name: 'keeps a theme that it had', before: '?theme=dark', after: '?theme=dark' },
    { name: 'follows a theme that it had', before: '?theme=light', after: '?theme=dark' },
    {
      name: 'says all of it as seen',
      before: '',
      asSeen: true,
      after: '?theme=dark&lang=zh-CN&speed=0.5',
    },
    { name: 'keeps what is not its own', before: '?stage&ref=blog', after: '?stage&ref=blog' },
    { name: 'leaves a search out', before: '?q=too+old', after: '' },
  ])('$name', ({ before, changed = {}, asSeen = false, after }) => {
    const shown = withPageQuery(before, { ...state, ...changed }, asSeen);
    expect(shown).toBe(after);
    expect(withPageQuery(shown, { ...state, ...changed }, asSeen)).toBe(after);
  });
});
