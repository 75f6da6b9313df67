/** How far each component is held against the real client-go, and what we simplified on purpose. */

import { Fragment, type JSX } from 'react';

interface Figures {
  readonly component: string;
  readonly behaviours: number;
  readonly covered: number;
  readonly recordings: number;
  readonly randomScripts: number;
  readonly differences: number;
}

interface Simplification {
  readonly file: string;
  readonly upstream: string;
  readonly notes: readonly string[];
}

/** What `npm run fidelity -- --write` writes. */
export interface Fidelity {
  readonly components: readonly Figures[];
  readonly totals: Figures;
  readonly simplified: readonly Simplification[];
  readonly uncovered: readonly { readonly file: string; readonly test: string }[];
}

export function FidelityPage({ fidelity }: { readonly fidelity: Fidelity }): JSX.Element {
  const { components, totals, simplified, uncovered } = fidelity;
  return (
    <main className="fidelity">
      <p>
        <a href="./index.html">Informer Lab</a>
      </p>
      <h1>How true is it?</h1>
      <p className="fidelity-lead">
        The engine is held against the real client-go: tests of ours answer to upstream's own, and
        what four releases did with the same scripts is recorded and compared.
      </p>
      <FiguresTable components={components} totals={totals} />
      {uncovered.length > 0 && (
        <section aria-labelledby="uncovered">
          <h2 id="uncovered">Not covered yet</h2>
          <ul>
            {uncovered.map(({ file, test }) => (
              <li key={`${file} ${test}`}>
                <code>{test}</code> of {file}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="simplified">
        <h2 id="simplified">What we simplified</h2>
        <dl>
          {simplified.map((each) => (
            <SimplifiedFile key={each.file} {...each} />
          ))}
        </dl>
      </section>
    </main>
  );
}

function FiguresTable({
  components,
  totals,
}: {
  readonly components: readonly Figures[];
  readonly totals: Figures;
}): JSX.Element {
  return (
    <div className="fidelity-scroll">
      <table>
        <caption>Per component of client-go and apimachinery</caption>
        <thead>
          <tr>
            <th scope="col">component</th>
            <th scope="col">behaviours covered</th>
            <th scope="col">recordings compared</th>
            <th scope="col">random scripts</th>
            <th scope="col">known differences</th>
          </tr>
        </thead>
        <tbody>
          {components.map((figures) => (
            <FiguresRow key={figures.component} {...figures} />
          ))}
        </tbody>
        <tfoot>
          <FiguresRow {...totals} />
        </tfoot>
      </table>
    </div>
  );
}

function FiguresRow(figures: Figures): JSX.Element {
  const { component, behaviours, covered, recordings, randomScripts, differences } = figures;
  return (
    <tr>
      <th scope="row">{component}</th>
      <td>{behaviours === 0 ? '–' : `${covered} of ${behaviours}`}</td>
      <td>{recordings}</td>
      <td>{randomScripts}</td>
      <td>{differences}</td>
    </tr>
  );
}

function SimplifiedFile({ file, upstream, notes }: Simplification): JSX.Element {
  return (
    <Fragment>
      <dt>
        <code>{file}</code> mirrors {upstream}
      </dt>
      {notes.map((note) => (
        <dd key={note}>{note}</dd>
      ))}
    </Fragment>
  );
}
