/** The fields of the configurator: one for each parameter of an embed. */

import type { ReactElement, ReactNode } from 'react';
import { embedControls, embedPanels, embedThemes } from '#embed/embed_controller.ts';
import type { ParameterName } from '#embed/parameter_names.ts';
import { localeNames, localeTags } from '#messages/locale_tags.ts';
import { type ProfileName, profiles } from '#trace/profile.ts';
import { useWords } from '#ui/language/language.ts';
import { type Draft, ownRun, withPanel } from './draft.ts';
import type { ScenarioNames } from './scenario_names.ts';

interface FormProps {
  readonly draft: Draft;
  readonly wrong: ReadonlySet<ParameterName | 'height'>;
  readonly names: ScenarioNames;
  readonly change: (draft: Draft) => void;
  readonly reset: () => void;
}

export function ConfiguratorForm(props: FormProps): ReactElement {
  const words = useWords().configurator;
  return (
    <form
      className="configure-form"
      aria-label={words.settings}
      onSubmit={(event) => event.preventDefault()}
    >
      <What {...props} />
      <Look {...props} />
      <Playing {...props} />
      <button type="button" className="button" onClick={props.reset}>
        {words.reset}
      </button>
    </form>
  );
}

function What({ draft, wrong, names, change }: FormProps): ReactElement {
  const words = useWords().configurator;
  const releases = Object.keys(profiles) as ProfileName[];
  return (
    <Group title={words.what}>
      <Field id="scenario" label={words.scenario}>
        <select
          id="scenario"
          value={draft.scenario}
          onChange={(event) => change({ ...draft, scenario: event.target.value })}
        >
          {draft.run !== '' && <option value={ownRun}>{words.ownRun}</option>}
          <option value="opening">{words.opening}</option>
          {names.groups.map(({ kind, scenarios }) => (
            <optgroup key={kind} label={words[kind]}>
              {scenarios.map(([address, title]) => (
                <option key={address} value={address}>
                  {title}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </Field>
      <Choice
        id="profile"
        label={words.profile}
        value={draft.profile}
        choices={[
          ['', words.ownProfile],
          ...releases.map((name) => [name, `${profiles[name].release} · ${name}`] as const),
        ]}
        change={(profile) => change({ ...draft, profile })}
      />
      {(['start', 'end'] as const).map((name) => (
        <Text
          key={name}
          id={name}
          label={words[name]}
          value={draft[name]}
          fault={wrong.has(name) ? words.wrong[name] : undefined}
          about="place-about"
          change={(value) => change({ ...draft, [name]: value })}
        />
      ))}
      <p id="place-about" className="configure-about">
        {words.placeAbout}
      </p>
    </Group>
  );
}

function Look({ draft, wrong, change }: FormProps): ReactElement {
  const words = useWords().configurator;
  const fault = wrong.has('panels') ? words.wrong.panels : undefined;
  return (
    <Group title={words.look}>
      <fieldset
        className="configure-checks"
        {...(fault === undefined ? {} : { 'aria-describedby': 'panels-fault' })}
      >
        <legend>{words.panels}</legend>
        {embedPanels.map((panel) => (
          <Check
            key={panel}
            label={words.panelNames[panel]}
            checked={draft.panels.includes(panel)}
            change={() => change(withPanel(draft, panel, embedPanels))}
          />
        ))}
        <Fault id="panels" text={fault} />
      </fieldset>
      <Choice
        id="controls"
        label={words.controls}
        value={draft.controls}
        choices={embedControls.map((each) => [each, words.controlNames[each]])}
        change={(controls) => change({ ...draft, controls })}
      />
      <Choice
        id="theme"
        label={words.theme}
        value={draft.theme}
        choices={embedThemes.map((each) => [each, words.themeNames[each]])}
        change={(theme) => change({ ...draft, theme })}
      />
      <Choice
        id="language"
        label={words.lang}
        value={draft.lang}
        choices={[
          ['', words.readersLanguage],
          ...localeTags.map((tag) => [tag, localeNames[tag]] as const),
        ]}
        change={(lang) => change({ ...draft, lang })}
      />
      <Text
        id="height"
        label={words.height}
        value={draft.height}
        fault={wrong.has('height') ? words.wrong.height : undefined}
        change={(height) => change({ ...draft, height })}
      />
    </Group>
  );
}

function Playing({ draft, wrong, change }: FormProps): ReactElement {
  const words = useWords().configurator;
  return (
    <Group title={words.playing}>
      <Check
        label={words.autoplay}
        checked={draft.autoplay}
        change={() => change({ ...draft, autoplay: !draft.autoplay })}
      />
      <Text
        id="speed"
        label={words.speed}
        value={draft.speed}
        fault={wrong.has('speed') ? words.wrong.speed : undefined}
        change={(speed) => change({ ...draft, speed })}
      />
    </Group>
  );
}

function Group(props: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section className="configure-group">
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}

function Field(props: {
  readonly id: string;
  readonly label: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className="configure-field">
      <label htmlFor={props.id}>{props.label}</label>
      {props.children}
    </div>
  );
}

function Choice(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [value: string, words: string])[];
  readonly change: (value: string) => void;
}): ReactElement {
  const { id, label, value, choices, change } = props;
  return (
    <Field id={id} label={label}>
      <select id={id} value={value} onChange={(event) => change(event.target.value)}>
        {choices.map(([choice, words]) => (
          <option key={choice} value={choice}>
            {words}
          </option>
        ))}
      </select>
    </Field>
  );
}

function Text(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly fault: string | undefined;
  /** The id of a sentence that describes it. */
  readonly about?: string;
  readonly change: (value: string) => void;
}): ReactElement {
  const { id, label, value, fault, about, change } = props;
  const described = [about, fault === undefined ? undefined : `${id}-fault`].filter(Boolean);
  return (
    <Field id={id} label={label}>
      <input
        id={id}
        type="text"
        spellCheck={false}
        autoComplete="off"
        value={value}
        aria-invalid={fault !== undefined}
        {...(described.length === 0 ? {} : { 'aria-describedby': described.join(' ') })}
        onChange={(event) => change(event.target.value)}
      />
      <Fault id={id} text={fault} />
    </Field>
  );
}

function Check(props: {
  readonly label: string;
  readonly checked: boolean;
  readonly change: () => void;
}): ReactElement {
  return (
    <label className="configure-check">
      <input type="checkbox" checked={props.checked} onChange={props.change} />
      {props.label}
    </label>
  );
}

function Fault(props: {
  readonly id: string;
  readonly text: string | undefined;
}): ReactElement | undefined {
  if (props.text === undefined) return undefined;
  return (
    <p id={`${props.id}-fault`} className="configure-fault" role="alert">
      {props.text}
    </p>
  );
}
