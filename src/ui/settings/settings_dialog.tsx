/** Everything that is settled before a run begins. Applying it opens a run of the same script under other settings. */

import { type ReactElement, useState } from 'react';
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
  checkSeed,
  checkSpan,
  checkWorkers,
  clientFields,
  clusterFields,
  countFaults,
  type FieldGroup,
  latencyFields,
  withProgram,
} from './setting_fields.ts';
import '#ui/apply/apply_dialog.css';
import './settings_dialog.css';

const otherGroups = [clusterFields, latencyFields];

export function SettingsDialog(): ReactElement | null {
  const { acts, book } = usePlayground();
  const run = usePlaygroundState((state) => state.run);
  const record = book.find(run)?.record;
  if (record === undefined) return null;
  return (
    <PageDialog
      title="Settings of the run"
      about="They stand at the head of the script. Applying them opens a new run of the same script; this one stays under Run."
      className="settings"
      close={acts.closeDialog}
    >
      <SettingsForm record={record} />
    </PageDialog>
  );
}

function SettingsForm({ record }: { readonly record: RunRecord }): ReactElement {
  const { acts, book, store } = usePlayground();
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
      name: 'other settings',
      text: 'The same script with another head. The run before stays under Run.',
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
          <GroupFields key={group.title} group={group} settings={settings} change={setSettings} />
        ))}
      </div>
      <ProblemList problems={problems} rest="No run was opened." />
      <div className="dialog-actions">
        <span className="label" role="status">
          {sayStanding(changed, faults)}
        </span>
        <button type="button" className="button" onClick={acts.closeDialog}>
          Cancel
        </button>
        <button
          type="submit"
          className="button primary"
          disabled={!changed || faults > 0 || waiting}
        >
          Run with these
        </button>
      </div>
    </form>
  );
}

function settledBy({ profile, seed, policy }: RunRecord): Partial<HeadSettings> {
  return { profile, seed, policy };
}

function sayStanding(changed: boolean, faults: number): string {
  if (faults > 0) return faults === 1 ? 'One setting is wrong.' : `${faults} settings are wrong.`;
  return changed ? '' : 'Nothing is changed yet.';
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
  return (
    <fieldset>
      <legend>{group.title}</legend>
      {group.fields.map((field) => (
        <TextField
          key={field.id}
          id={field.id}
          label={field.label}
          about={field.about}
          note={field.note}
          usual={field.usual}
          value={field.read(settings)}
          fault={field.check(field.read(settings))}
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
      <legend>Run</legend>
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
        label="Seed"
        about="Whatever is drawn by chance is drawn from it; the same seed gives the same run."
        note="seed"
        usual=""
        value={settings.seed}
        fault={checkSeed(settings.seed)}
        change={(seed) => change({ ...settings, seed })}
      />
      <ChoiceField
        id="policy"
        label="Order"
        about="Where Go leaves an order open: first come, first served, or shuffled by the seed."
        note="policy"
        value={settings.policy}
        choices={[
          ['arrival', 'arrival: first come, first served'],
          ['shuffle', 'shuffle: any order, by the seed'],
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
  return (
    <fieldset className="settings-programs">
      <legend>Programs, their workers and resync</legend>
      <p className="setting-about">
        Workers: so many keys are reconciled at the same time, usually 2. <Note name="workers" />
      </p>
      <p className="setting-about">
        Resync: so often the whole cache is handed to the handlers again, usually never.{' '}
        <Note name="resync" />
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
              label={`Workers of ${name}`}
              short="workers"
              usual="2"
              disabled={start === undefined}
              value={start?.workers ?? ''}
              fault={checkWorkers(start?.workers ?? '')}
              change={(workers) => set({ workers })}
            />
            <TextField
              id={`resync-${name}`}
              label={`Resync of ${name}`}
              short="resync"
              usual="never"
              disabled={start === undefined}
              value={start?.resync ?? ''}
              fault={checkSpan(start?.resync ?? '')}
              change={(resync) => set({ resync })}
            />
          </div>
        );
      })}
      {programs.length === 0 && (
        <p className="setting-fault" role="alert">
          expected at least one program, got none
        </p>
      )}
    </fieldset>
  );
}
