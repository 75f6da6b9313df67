/** A setting on screen: its name, one sentence, and what is wrong with it as soon as it is. */

import type { ReactElement } from 'react';
import { useWords } from '#ui/language/language.ts';
import type { NoteName } from './setting_fields.ts';

export function TextField(props: {
  readonly id: string;
  readonly label: string;
  /** Seen instead of the label, where the place says the rest. */
  readonly short?: string;
  readonly about?: string;
  /** Its range, and what it stands for in Go. */
  readonly note?: NoteName;
  readonly usual: string;
  readonly value: string;
  readonly fault: string | undefined;
  readonly disabled?: boolean;
  readonly change: (value: string) => void;
}): ReactElement {
  const { id, label, short, about, note, usual, value, fault, disabled = false, change } = props;
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
      {fault !== undefined && (
        <p id={`${id}-fault`} className="setting-fault" role="alert">
          {fault}
        </p>
      )}
      {about !== undefined && (
        <p id={`${id}-about`} className="setting-about">
          {about}
          {note !== undefined && <Note name={note} />}
        </p>
      )}
    </div>
  );
}

export function ChoiceField(props: {
  readonly id: string;
  readonly label: string;
  readonly about: string;
  readonly note: NoteName;
  readonly value: string;
  readonly choices: readonly (readonly [string, string])[];
  readonly change: (value: string) => void;
}): ReactElement {
  const { id, label, about, note, value, choices, change } = props;
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
        <Note name={note} />
      </p>
    </div>
  );
}

/** What a setting takes, with its unit, and which default of client-go or of the API server it stands for. */
export function Note({ name }: { readonly name: NoteName }): ReactElement {
  const { takes, inGo, ranges, go } = useWords().settingNotes;
  return (
    <>
      {' '}
      <span className="setting-note">
        <b>{takes}</b> {ranges[name]}
      </span>{' '}
      <span className="setting-note">
        <b>{inGo}</b> {go[name]}
      </span>
    </>
  );
}
