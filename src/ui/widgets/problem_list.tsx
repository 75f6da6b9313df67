/** What is wrong with a text, each with its place, told as soon as it changes. */

import type { ReactElement } from 'react';
import type { ScriptProblem } from '#trace/engine_port.ts';

export function ProblemList(props: {
  readonly problems: readonly ScriptProblem[];
  /** What that means, in a sentence. */
  readonly rest: string;
}): ReactElement {
  const { problems, rest } = props;
  return (
    <div className="problems" role="alert">
      {problems.length > 0 && (
        <>
          <ul>
            {problems.map((problem) => (
              <li key={`${problem.line}:${problem.column}:${problem.message}`}>
                <code>
                  {problem.line}:{problem.column}
                </code>
                {problem.message}
              </li>
            ))}
          </ul>
          <p>{rest}</p>
        </>
      )}
    </div>
  );
}
