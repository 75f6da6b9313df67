/** How far each component is held against the real client-go, and what we simplified on purpose. */

import { Fragment, type JSX } from 'react';
import { useWords } from '#ui/language/language.ts';

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

interface FidelityPageProps {
  readonly fidelity: Fidelity;
  /** The address of the app. */
  readonly home: string;
  /** The page in another language, where that has an address. */
  readonly other?: { readonly href: string; readonly tag: string; readonly name: string };
}

export function FidelityPage({ fidelity, home, other }: FidelityPageProps): JSX.Element {
  const words = useWords().fidelity;
  const { components, totals, simplified, uncovered } = fidelity;
  return (
    <main className="fidelity">
      <p>
        <a href={home}>Informer Lab</a>
        {other !== undefined && (
          <>
            {' · '}
            <a href={other.href} hrefLang={other.tag} lang={other.tag}>
              {other.name}
            </a>
          </>
        )}
      </p>
      <h1>{words.title}</h1>
      <p className="fidelity-lead">{words.lead}</p>
      <FiguresTable components={components} totals={totals} />
      {uncovered.length > 0 && (
        <section aria-labelledby="uncovered">
          <h2 id="uncovered">{words.notCovered}</h2>
          <ul>
            {uncovered.map(({ file, test }) => (
              <li key={`${file} ${test}`}>
                <code>{test}</code> {words.of(file)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="simplified">
        <h2 id="simplified">{words.simplified}</h2>
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
  const words = useWords().fidelity;
  return (
    <div className="fidelity-scroll">
      <table>
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.component}</th>
            <th scope="col">{words.behaviours}</th>
            <th scope="col">{words.recordings}</th>
            <th scope="col">{words.scripts}</th>
            <th scope="col">{words.differences}</th>
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
  const words = useWords().fidelity;
  const names: Readonly<Record<string, string>> = words.names;
  const { component, behaviours, covered, recordings, randomScripts, differences } = figures;
  return (
    <tr>
      <th scope="row">{names[component] ?? component}</th>
      <td>{behaviours === 0 ? '–' : words.covered(covered, behaviours)}</td>
      <td>{recordings}</td>
      <td>{randomScripts}</td>
      <td>{differences}</td>
    </tr>
  );
}

function SimplifiedFile({ file, upstream, notes }: Simplification): JSX.Element {
  const words = useWords().fidelity;
  return (
    <Fragment>
      <dt>
        <code>{file}</code> {words.mirrors(upstream)}
      </dt>
      {notes.map((note) => (
        <dd key={note}>{note}</dd>
      ))}
    </Fragment>
  );
}
