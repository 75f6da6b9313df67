/** A lesson to read: five panels, the bet with its answer out of sight, every step with its help, what happened and why. */

import type { ReactElement } from 'react';
import type { Lesson, LessonText, Step, StepText } from '#tutor/lesson.ts';
import { lessonNumber } from '#tutor/tracks.ts';
import {
  Code,
  Errors,
  Evidence,
  Neighbours,
  PageHead,
  Part,
  ReadTheGo,
  Statements,
  StripFigures,
} from './page_parts.tsx';
import { stepAnchor, useAppWords, usePageSite } from './page_site.ts';
import { Claimed, Line, Linked, Prose } from './prose.tsx';
import type { Told } from './site_content.ts';

export function LessonPage({ told }: { readonly told: Told<Lesson, LessonText> }): ReactElement {
  const { address, item, text, tag } = told;
  const { content } = usePageSite();
  const { words } = content;
  const app = useAppWords().lesson;
  const home = {
    claims: item.claims,
    step: (id: string) => text.steps[id]?.title ?? id,
    lesson: item,
  };
  return (
    <article lang={tag}>
      <PageHead
        kicker={app.number(String(lessonNumber(address)))}
        title={text.title}
        objective={text.objective}
        tag={tag}
      />
      <Prose text={text.tell} />
      <StripFigures kind="lesson" address={address} lines={text.strip} />
      <Bet lesson={item} text={text} />
      <Part title={app.steps}>
        <p className="page-note">{words.stepsAbout}</p>
        {item.steps.map((step, index) => (
          <StepSection key={step.id} told={told} step={step} number={index + 1} />
        ))}
      </Part>
      <Part title={app.whatHappened}>
        <Claimed paragraphs={text.explain} />
        <blockquote className="page-principle">
          <Claimed paragraphs={text.principle} />
        </blockquote>
        <Evidence home={home} paragraphs={[...text.explain, ...text.principle]} />
      </Part>
      <ReadTheGo reading={item.reading} profile={item.profile} />
      <Errors errors={item.errors} />
      <Part title={words.script}>
        <Code text={item.script} />
      </Part>
      <Neighbours
        kind="lesson"
        address={address}
        all={content.lessons.map((each) => ({ address: each.address, title: each.text.title }))}
      />
    </article>
  );
}

function Bet({ lesson, text }: { readonly lesson: Lesson; readonly text: LessonText }) {
  const { words } = usePageSite().content;
  const right = lesson.bet.options.find((option) => option.right);
  return (
    <Part title={words.bet}>
      <Prose text={text.bet.question} />
      <ul className="page-list">
        {lesson.bet.options.map(({ id }) => (
          <li key={id}>
            <Linked text={text.bet.options[id] ?? id} />
          </li>
        ))}
      </ul>
      <p className="page-note">{words.betAbout}</p>
      <details>
        <summary>{words.showAnswer}</summary>
        <Prose text={text.bet.options[right?.id ?? ''] ?? ''} />
      </details>
    </Part>
  );
}

function StepSection(props: {
  readonly told: Told<Lesson, LessonText>;
  readonly step: Step;
  readonly number: number;
}): ReactElement | null {
  const { told, step, number } = props;
  const { words } = usePageSite().content;
  const said = told.text.steps[step.id];
  if (said === undefined) return null;
  return (
    <section className="page-step">
      <h3 id={stepAnchor(told.address, step.id)}>
        <span className="page-number">{number}</span> <Line text={said.title} />
      </h3>
      <Prose text={said.text} />
      <details>
        <summary>{words.help}</summary>
        <ol className="page-list">
          {said.hints.map((hint) => (
            <li key={hint}>
              <Line text={hint} />
            </li>
          ))}
        </ol>
        <h4>{words.solution}</h4>
        <Statements statements={step.solution} />
        <GridAnswers step={step} said={said} />
        <Goals step={step} said={said} />
      </details>
    </section>
  );
}

function Goals({ step, said }: { readonly step: Step; readonly said: StepText }) {
  const { words } = usePageSite().content;
  return (
    <>
      <h4>{words.goals}</h4>
      <ul className="page-list">
        {step.goals.map(({ id }) => (
          <li key={id}>
            <Line text={said.goals[id] ?? id} />
          </li>
        ))}
      </ul>
    </>
  );
}

function GridAnswers({ step, said }: { readonly step: Step; readonly said: StepText }) {
  const { words } = usePageSite().content;
  const { grid } = step;
  if (grid === undefined) return null;
  const named = (id: string): string => said.grid[id] ?? id;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, by keyboard as well.
    <div className="page-scroll" role="group" aria-label={words.table} tabIndex={0}>
      <table>
        <caption>{words.table}</caption>
        <thead>
          <tr>
            <td />
            {grid.columns.map((column) => (
              <th key={column} scope="col">
                <Line text={named(column)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row) => (
            <tr key={row}>
              <th scope="row">
                <Line text={named(row)} />
              </th>
              {grid.columns.map((column) => (
                <td key={column}>
                  {grid.holds.includes(`${row} ${column}`) ? words.yes : words.no}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
