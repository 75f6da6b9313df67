/**
 * The few words of a lesson, exhibit or preset that lists of them show, read straight out of its Markdown:
 * what an author has not written yet is left out here, and told where the whole text is read.
 */

import { numbered, prose, splitSections } from './markdown_sections.ts';

export interface TextCard {
  readonly title: string;
  readonly objective: string;
  /** Titles of steps by their ids. */
  readonly steps: Readonly<Record<string, string>>;
  readonly principle: string;
  /** A line for each panel of the strip. */
  readonly strip: readonly string[];
}

/** What is known of a lesson, exhibit or preset without its words. */
export interface ItemCard {
  /** `L05`, `B04`, or the name of a preset. */
  readonly id: string;
  /** Ids of a lesson's steps. */
  readonly steps: readonly string[];
  /** Error messages that it explains. */
  readonly errors: readonly string[];
}

export function textCard(markdown: string): TextCard {
  const { title, objective, sections } = splitSections(markdown, () => undefined);
  const lines = (heading: string) =>
    sections.find((section) => section.heading === heading)?.lines ?? [];
  const steps: Record<string, string> = {};
  for (const { heading } of sections) {
    const [, id, name] = heading.match(/^Step ([a-z0-9-]+)[:：] ?(.+)$/) ?? [];
    if (id !== undefined && name !== undefined) steps[id] = name;
  }
  return {
    title,
    objective,
    steps,
    principle: prose(lines('Principle')).replace(/\s*\{[^}]+\}/g, ''),
    strip: lines('Strip')
      .map(numbered)
      .filter((line) => line !== undefined),
  };
}
