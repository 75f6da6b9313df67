/** What a learner has done, on paper: lessons with steps, bets, dates and principles; exhibits with repairs. */

import type { ReactElement } from 'react';
import type { ExhibitProgress, LessonProgress, ProgressRecord } from '#tutor/progress.ts';
import { useLocale } from '#ui/language/language.ts';
import type { Card, Library } from './library_source.ts';

interface ResultSheetProps {
  readonly library: Library;
  readonly record: ProgressRecord;
}

export function ResultSheet({ library, record }: ResultSheetProps): ReactElement {
  const { words } = useLocale();
  const said = words.library;
  const lessons = entriesOf(library, 'lesson', record.lessons);
  const exhibits = entriesOf(library, 'exhibit', record.exhibits);
  return (
    <section className="sheet" aria-label={said.sheetTitle}>
      <h3>{said.sheetTitle}</h3>
      {lessons.length + exhibits.length === 0 && <p>{said.sheetEmpty}</p>}
      <ul className="sheet-rows" aria-label={words.lesson.lessons}>
        {lessons.map(([address, progress, card]) => (
          <LessonRow key={address} address={address} progress={progress} card={card} />
        ))}
      </ul>
      <ul className="sheet-rows" aria-label={words.lesson.exhibits}>
        {exhibits.map(([address, progress, card]) => (
          <ExhibitRow key={address} address={address} progress={progress} card={card} />
        ))}
      </ul>
    </section>
  );
}

/** In the order of addresses. What the site does not have any more goes by its address. */
function entriesOf<Kept>(
  { cards }: Library,
  kind: Card['kind'],
  kept: Readonly<Record<string, Kept>>,
): readonly (readonly [address: string, kept: Kept, card: Card | undefined])[] {
  return Object.entries(kept)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([address, each]) => [
      address,
      each,
      cards.find((card) => card.kind === kind && card.address === address),
    ]);
}

function LessonRow(props: {
  readonly address: string;
  readonly progress: LessonProgress;
  readonly card: Card | undefined;
}): ReactElement {
  const { address, progress, card } = props;
  const { words } = useLocale();
  const said = words.library;
  const date = useDate();
  const { opened, finished, bets, steps } = progress;
  const all = Math.max(card?.steps.length ?? 0, Object.keys(steps).length);
  const hints = Object.values(steps).reduce((sum, step) => sum + step.hints, 0);
  const [bet] = bets;
  const betText = bet?.right === true ? said.betRight : said.betWrong;
  return (
    <li>
      <h4>
        {finished === undefined ? '○' : '●'} {card?.id} {card?.title ?? address}
      </h4>
      <p className="sheet-facts">
        {[
          finished === undefined ? said.begunOn(date(opened)) : said.doneOn(date(finished)),
          said.stepsOf(Object.keys(steps).length, all),
          bet === undefined ? said.noBet : betText,
          said.hints(hints),
        ].join(' · ')}
      </p>
      {finished !== undefined && <p className="sheet-principle">{plain(card?.principle)}</p>}
    </li>
  );
}

function ExhibitRow(props: {
  readonly address: string;
  readonly progress: ExhibitProgress;
  readonly card: Card | undefined;
}): ReactElement {
  const { address, progress, card } = props;
  const { words } = useLocale();
  const said = words.library;
  const date = useDate();
  const right = progress.repairs.find((repair) => repair.right);
  return (
    <li>
      <h4>
        {right === undefined ? '○' : '●'} {card?.id} {card?.title ?? address}
      </h4>
      <p className="sheet-facts">
        {[
          right === undefined
            ? said.begunOn(date(progress.opened))
            : `${said.repairRight}, ${date(right.at)}`,
          said.repairsTried(new Set(progress.repairs.map(({ repair }) => repair)).size),
        ].join(' · ')}
      </p>
      {right !== undefined && <p className="sheet-principle">{plain(card?.principle)}</p>}
    </li>
  );
}

function useDate(): (time: string) => string {
  const { tag } = useLocale();
  const format = new Intl.DateTimeFormat(tag, { dateStyle: 'medium' });
  return (time) => format.format(new Date(time));
}

function plain(text: string | undefined): string {
  return (text ?? '').replaceAll('`', '');
}
