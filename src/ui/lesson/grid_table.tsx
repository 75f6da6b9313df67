/** A table whose cells the learner ticks; after a check, what the run says of those that were wrong. */

import type { ReactElement } from 'react';
import type { Grid, StepText } from '#tutor/lesson.ts';
import { useWords } from '#ui/language/language.ts';
import type { CellMark, Course, CourseState } from './course.ts';
import { Line } from './words.tsx';

interface GridTableProps {
  readonly grid: Grid;
  readonly text: StepText;
  readonly course: Course;
  readonly state: CourseState;
}

export function GridTable({ grid, text, course, state }: GridTableProps): ReactElement {
  const words = useWords().lesson;
  const { ticked, marks } = state;
  const named = (id: string): string => text.grid[id] ?? id;
  const wrong = Object.entries(marks).filter(([cell, { held }]) => held !== ticked.includes(cell));
  return (
    <>
      <div className="grid-scroll">
        <table className="grid-table">
          <caption>{words.gridHint}</caption>
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
                  <Cell
                    key={column}
                    name={`${plain(named(row))}, ${plain(named(column))}`}
                    checked={ticked.includes(`${row} ${column}`)}
                    mark={marks[`${row} ${column}`]}
                    onTick={() => course.tick(`${row} ${column}`)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p role="status" className={wrong.length > 0 ? 'grid-verdict' : 'visually-hidden'}>
        {wrong.length > 0 ? words.gridWrong(wrong.length) : ''}
      </p>
    </>
  );
}

function Cell(props: {
  readonly name: string;
  readonly checked: boolean;
  readonly mark: CellMark | undefined;
  readonly onTick: () => void;
}): ReactElement {
  const { name, checked, mark, onTick } = props;
  const words = useWords().lesson;
  const wrong = mark !== undefined && mark.held !== checked;
  const verdict = mark?.held === true ? words.cellTrue : words.cellFalse;
  return (
    <td data-wrong={wrong}>
      <label>
        <input
          type="checkbox"
          aria-label={name}
          aria-invalid={wrong}
          checked={checked}
          onChange={onTick}
        />
        {wrong && (
          <span className="cell-verdict" title={words.found(mark.found)}>
            {verdict}
          </span>
        )}
      </label>
    </td>
  );
}

function plain(text: string): string {
  return text.replaceAll('`', '');
}
