/** Stands where the outcome of something will stand. */

import type { ReactElement } from 'react';
import { useWords } from '#ui/language/language.ts';

export function Underway(): ReactElement {
  const words = useWords().spoken;
  return (
    <>
      <span aria-hidden="true">…</span>
      <span className="visually-hidden">{words.underway}</span>
    </>
  );
}
