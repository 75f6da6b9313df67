/** The commands and events of the protocol, for whoever drives an embed from the page around it. */

import type { ReactElement } from 'react';
import { fieldText } from '#embed/protocol.ts';
import { commandRows, eventRows, type ProtocolRow } from '#embed/protocol_text.ts';
import { useWords } from '#ui/language/language.ts';

export function ApiTables(): ReactElement {
  const words = useWords().configurator;
  return (
    <details className="configure-api">
      <summary>
        <h2>{words.api}</h2>
      </summary>
      <p className="configure-about">{words.apiAbout}</p>
      <Table head={[words.command, words.does]} rows={commandRows()} />
      <Table head={[words.event, words.told]} rows={eventRows()} />
    </details>
  );
}

function Table(props: {
  readonly head: readonly [string, string];
  readonly rows: readonly ProtocolRow[];
}): ReactElement {
  const [name, about] = props.head;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col">{about}</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">
              <code>{row.name}</code>
            </th>
            <td lang="en">
              {row.about}
              {Object.entries(row.takes).map(([field, shape]) => (
                <code key={field}>{fieldText(field, shape)}</code>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
