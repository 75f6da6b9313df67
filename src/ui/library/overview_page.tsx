/** Everything there is to learn from, each told in five panels: for those who look and do not click. */

import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useWords } from '#ui/language/language.ts';
import { useProgress } from '#ui/lesson/progress.ts';
import type { Card, Library } from './library_source.ts';
import { Strip } from './strip.tsx';
import { CardLink } from './target_links.tsx';

export function OverviewPage(props: {
  readonly library: Library;
  /** The address at which it begins. */
  readonly query: string;
}): ReactElement {
  const { library, query } = props;
  const words = useWords().lesson;
  useEffect(() => {
    if (query !== '') document.getElementById(`told-${query}`)?.scrollIntoView();
  }, [query]);
  const groups = [
    ['lesson', words.lessons],
    ['exhibit', words.exhibits],
    ['preset', words.presets],
  ] as const;
  return (
    <>
      {groups.map(([kind, heading]) => (
        <section key={kind} aria-label={heading}>
          <h3 className="overview-group">{heading}</h3>
          {library.cards
            .filter((card) => card.kind === kind)
            .map((card) => (
              <Told key={card.address} card={card} tag={library.tag} />
            ))}
        </section>
      ))}
    </>
  );
}

function Told({ card, tag }: { readonly card: Card; readonly tag: string }): ReactElement {
  const words = useWords();
  const mark = useProgress().useMark(card.address);
  const place = useRef<HTMLElement>(null);
  const near = useNear(place);
  return (
    <article className="told" id={`told-${card.address}`} ref={place} aria-label={card.title}>
      <h4>
        {card.kind !== 'preset' && <span className="row-id">{card.id}</span>}{' '}
        <CardLink card={card}>{card.title}</CardLink>{' '}
        {mark !== undefined && (
          <span className="chip">{mark === 'done' ? words.lesson.done : words.lesson.begun}</span>
        )}
      </h4>
      <p>{card.objective.replaceAll('`', '')}</p>
      {near ? (
        <Strip kind={card.kind} address={card.address} lines={card.strip} tag={tag} />
      ) : (
        <div className="strip-to-come" aria-hidden="true" />
      )}
    </article>
  );
}

/** Whether the reader has come near to it, or prints. */
function useNear(place: React.RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const found = place.current;
    if (found === null) return;
    const show = (): void => setNear(true);
    const watch = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && show(),
      { rootMargin: '600px' },
    );
    watch.observe(found);
    addEventListener('beforeprint', show);
    return () => {
      watch.disconnect();
      removeEventListener('beforeprint', show);
    };
  }, [place]);
  return near;
}
