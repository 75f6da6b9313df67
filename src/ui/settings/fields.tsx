/** A setting on screen: its name, one sentence, and what is wrong with it as soon as it is. */

import type { ReactElement } from 'react';

export function TextField(props: {
  readonly id: string;
  readonly label: string;
  /** Seen instead of the label, where the place says the rest. */
  readonly short?: string;
  readonly about?: string;
  readonly usual: string;
  readonly value: string;
  readonly fault: string | undefined;
  readonly disabled?: boolean;
  readonly change: (value: string) => void;
}): ReactElement {
  const { id, label, short, about, usual, value, fault, disabled = false, change } = props;
  const described = [about !== undefined && `${id}-about`, fault !== undefined && `${id}-fault`];
  const describedBy = described.filter(Boolean).join(' ');
  return (
    <div className={short === undefined ? 'setting' : 'setting small'}>
      <label htmlFor={`setting-${id}`}>
        {short === undefined ? (
          label
        ) : (
          <>
            <span className="visually-hidden">{label}</span>
            <span aria-hidden="true">{short}</span>
          </>
        )}
      </label>
      <input
        id={`setting-${id}`}
        type="text"
        spellCheck={false}
        autoComplete="off"
        placeholder={usual}
        disabled={disabled}
        value={value}
        aria-invalid={fault !== undefined}
        {...(describedBy === '' ? {} : { 'aria-describedby': describedBy })}
        onChange={(event) => change(event.target.value)}
      />
      {about !== undefined && (
        <p id={`${id}-about`} className="setting-about">
          {about}
        </p>
      )}
      {fault !== undefined && (
        <p id={`${id}-fault`} className="setting-fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

export function ChoiceField(props: {
  readonly id: string;
  readonly label: string;
  readonly about: string;
  readonly value: string;
  readonly choices: readonly (readonly [string, string])[];
  readonly change: (value: string) => void;
}): ReactElement {
  const { id, label, about, value, choices, change } = props;
  return (
    <div className="setting">
      <label htmlFor={`setting-${id}`}>{label}</label>
      <select
        id={`setting-${id}`}
        value={value}
        aria-describedby={`${id}-about`}
        onChange={(event) => change(event.target.value)}
      >
        {choices.map(([choice, words]) => (
          <option key={choice} value={choice}>
            {words}
          </option>
        ))}
      </select>
      <p id={`${id}-about`} className="setting-about">
        {about}
      </p>
    </div>
  );
}
