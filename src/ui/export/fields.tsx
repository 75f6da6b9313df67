/** The fields of the export dialog. */

import { type ReactElement, useId } from 'react';

export function Choice(props: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [value: string, text: string])[];
  readonly choose: (value: string) => void;
}): ReactElement {
  const { label, value, choices, choose } = props;
  const id = useId();
  return (
    <div className="export-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => choose(event.target.value)}>
        {choices.map(([choice, text]) => (
          <option key={choice} value={choice}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** One of a few numbers. */
export function NumberChoice(props: {
  readonly label: string;
  readonly value: number;
  readonly numbers: readonly number[];
  readonly say: (number: number) => string;
  readonly choose: (value: number) => void;
}): ReactElement {
  const { label, value, numbers, say, choose } = props;
  return (
    <Choice
      label={label}
      value={String(value)}
      choices={numbers.map((number) => [String(number), say(number)])}
      choose={(chosen) => choose(Number(chosen))}
    />
  );
}

export function Hop(props: {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
}): ReactElement {
  const { label, value, change } = props;
  const id = useId();
  return (
    <div className="export-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    </div>
  );
}

export function Tick(props: {
  readonly label: string;
  readonly ticked: boolean;
  readonly change: (ticked: boolean) => void;
}): ReactElement {
  const { label, ticked, change } = props;
  return (
    <label className="export-tick">
      <input type="checkbox" checked={ticked} onChange={(event) => change(event.target.checked)} />
      {label}
    </label>
  );
}
