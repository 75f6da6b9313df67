/** Everything that is settled before a run begins. Applying it opens a run of the same script under other settings. */

import { type ReactElement, useState } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { type HeadSettings, readHead, writeHead } from '#script/head.ts';
import { programNames } from '#script/program_names.ts';
import type { RunRecord, ScriptProblem } from '#trace/engine_port.ts';
import type { ProfileName } from '#trace/profile.ts';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { profileNames, releaseText } from '#ui/profiles/profile_words.ts';
import { PageDialog } from '#ui/widgets/page_dialog.tsx';
import { ProblemList } from '#ui/widgets/problem_list.tsx';
import { ChoiceField, Note, TextField } from './fields.tsx';
import {
  clientFields,
  clusterFields,
  countFaults,
  type FieldGroup,
  latencyFields,
  takesSeed,
  takesSpan,
  takesWorkers,
  withProgram,
} from './setting_fields.ts';
import '#ui/apply/apply_dialog.css';
import './settings_dialog.css';

const otherGroups = [clusterFields, latencyFields];

export function SettingsDialog(): ReactElement | null {
  const { acts, book } = usePlayground();
  const run = usePlaygroundState((state) => state.run);
  const record = book.find(run)?.record;
  const words = useWords().settings;
  if (record === undefined) return null;
  return (
    <PageDialog
      title={words.title}
      about={words.about}
      className="settings"
      close={acts.closeDialog}
    >
      <SettingsForm record={record} />
    </PageDialog>
  );
}

function SettingsForm({ record }: { readonly record: RunRecord }): ReactElement {
  const { acts, book, store } = usePlayground();
  const words = useWords().settings;
  // What a link or a replay has settled counts more than the script's own head.
  const [before] = useState(
    (): HeadSettings => ({ ...readHead(record.script, record), ...settledBy(record) }),
  );
  const [settings, setSettings] = useState(before);
  const [problems, setProblems] = useState<readonly ScriptProblem[]>([]);
  const [waiting, setWaiting] = useState(false);
  const faults = countFaults(settings);
  const changed = JSON.stringify(settings) !== JSON.stringify(before);
  const apply = (): void => {
    const { run, cursor } = store.getState();
    const { profile, seed, policy } = settings;
    const script = writeHead(record.script, settings);
    const opened = {
      record: { ...record, profile, seed, policy, script },
      name: words.newRun,
      text: words.newRunText,
      at: book.view(run)?.at(cursor),
      loosely: true,
    };
    setWaiting(true);
    acts.openRun(opened, (found) => {
      setWaiting(false);
      setProblems(found);
      if (found.length === 0) acts.closeDialog();
    });
  };
  return (
    <form
      className="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && faults === 0 && !waiting) apply();
      }}
    >
      <div className="settings-fields">
        <div className="settings-stack">
          <RunFields settings={settings} change={setSettings} />
          <GroupFields group={clientFields} settings={settings} change={setSettings} />
        </div>
        <ProgramFields settings={settings} change={setSettings} />
        {otherGroups.map((group) => (
          <GroupFields key={group.name} group={group} settings={settings} change={setSettings} />
        ))}
      </div>
      <ProblemList problems={problems} rest={words.refused} />
      <div className="dialog-actions">
        <span className="label" role="status">
          {sayStanding(changed, faults, words)}
        </span>
        <button type="button" className="button" onClick={acts.closeDialog}>
          {words.cancel}
        </button>
        <button
          type="submit"
          className="button primary"
          disabled={!changed || faults > 0 || waiting}
        >
          {words.apply}
        </button>
      </div>
    </form>
  );
}

function settledBy({ profile, seed, policy }: RunRecord): Partial<HeadSettings> {
  return { profile, seed, policy };
}

function sayStanding(changed: boolean, faults: number, words: Words['settings']): string {
  if (faults > 0) return words.wrong(faults);
  return changed ? '' : words.unchanged;
}

/** Says what is wrong with a value, if anything is. */
function useFault(): (
  value: string,
  takes: (value: string) => boolean,
  expected: string,
) => string | undefined {
  const words = useWords().settings;
  return (value, takes, expected) => (takes(value) ? undefined : words.fault(expected, value));
}

interface PartProps {
  readonly settings: HeadSettings;
  readonly change: (settings: HeadSettings) => void;
}

function GroupFields({
  group,
  settings,
  change,
}: PartProps & { readonly group: FieldGroup }): ReactElement {
  const words = useWords().settings;
  const faultOf = useFault();
  return (
    <fieldset>
      <legend>{words.groups[group.name]}</legend>
      {group.fields.map((field) => (
        <TextField
          key={field.id}
          id={field.id}
          label={words.fields[field.id].label}
          about={words.fields[field.id].about}
          note={field.note}
          usual={words.usual[field.usual] ?? field.usual}
          value={field.read(settings)}
          fault={faultOf(field.read(settings), field.takes, words.expected[field.note])}
          change={(value) => change(field.write(settings, value))}
        />
      ))}
    </fieldset>
  );
}

function RunFields({ settings, change }: PartProps): ReactElement {
  const words = useWords();
  return (
    <fieldset>
      <legend>{words.settings.groups.run}</legend>
      <ChoiceField
        id="profile"
        label="client-go"
        about={words.profiles.about[settings.profile]}
        note="profile"
        value={settings.profile}
        choices={profileNames.map((name) => [
          name,
          `${name} · ${releaseText(name, words.profiles)}`,
        ])}
        change={(profile) => change({ ...settings, profile: profile as ProfileName })}
      />
      <TextField
        id="seed"
        label={words.settings.seed}
        about={words.settings.seedAbout}
        note="seed"
        usual=""
        value={settings.seed}
        fault={takesSeed(settings.seed) ? undefined : words.settings.noSeed}
        change={(seed) => change({ ...settings, seed })}
      />
      <ChoiceField
        id="policy"
        label={words.settings.order}
        about={words.settings.orderAbout}
        note="policy"
        value={settings.policy}
        choices={[
          ['arrival', words.settings.arrival],
          ['shuffle', words.settings.shuffle],
        ]}
        change={(policy) =>
          change({ ...settings, policy: policy === 'shuffle' ? 'shuffle' : 'arrival' })
        }
      />
    </fieldset>
  );
}

function ProgramFields({ settings, change }: PartProps): ReactElement {
  const { programs } = settings;
  const words = useWords().settings;
  const faultOf = useFault();
  return (
    <fieldset className="settings-programs">
      <legend>{words.groups.programs}</legend>
      <p className="setting-about">
        {words.workersAbout} <Note name="workers" />
      </p>
      <p className="setting-about">
        {words.resyncAbout} <Note name="resync" />
      </p>
      {programNames.map(({ name }) => {
        const start = programs.find(({ program }) => program === name);
        const set = (part: Parameters<typeof withProgram>[2]): void =>
          change({ ...settings, programs: withProgram(programs, name, part) });
        return (
          <div key={name} className="settings-program">
            <label>
              <input
                type="checkbox"
                checked={start !== undefined}
                onChange={(event) => set(event.target.checked ? {} : undefined)}
              />
              {name}
            </label>
            <TextField
              id={`workers-${name}`}
              label={words.workersOf(name)}
              short={words.workers}
              usual="2"
              disabled={start === undefined}
              value={start?.workers ?? ''}
              fault={faultOf(start?.workers ?? '', takesWorkers, words.expected.workers)}
              change={(workers) => set({ workers })}
            />
            <TextField
              id={`resync-${name}`}
              label={words.resyncOf(name)}
              short={words.resync}
              usual={words.usual['never'] ?? ''}
              disabled={start === undefined}
              value={start?.resync ?? ''}
              fault={faultOf(start?.resync ?? '', takesSpan, words.expected.resync)}
              change={(resync) => set({ resync })}
            />
          </div>
        );
      })}
      {programs.length === 0 && (
        <p className="setting-fault" role="alert">
          {words.noProgram}
        </p>
      )}
    </fieldset>
  );
}
