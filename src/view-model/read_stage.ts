/** Reads the stage at one place of a run. Costs a search per thing shown, whatever the run's length. */

import { slotsOf } from '#trace/program_code.ts';
import { programOf } from './object_key.ts';
import type { ProgramLife, ProgramTimeline } from './program_timeline.ts';
import { readController } from './read_controller.ts';
import { readInformer } from './read_informer.ts';
import { readServer } from './read_server.ts';
import type { RunView } from './run_view.ts';
import type { CodeView, ElectionView, ProgramView, StageOptions, StageView } from './stage_view.ts';

/** What the stage shows after the event `cursor`. */
export function readStage(view: RunView, cursor: number, options: StageOptions = {}): StageView {
  const programs = view.timelines.programs
    .list(cursor)
    .filter(({ key }) => options.program === undefined || key === options.program)
    .map((stay) => readProgram(view, stay.value.at(cursor), { cursor, options }));
  return {
    cursor,
    at: view.at(cursor),
    server: readServer(view, cursor, options),
    programs: programs.filter((program) => program !== undefined),
  };
}

/** The programs that have something to show: an informer or a controller. */
export function stagePrograms(view: RunView, cursor: number): readonly string[] {
  return readStage(view, cursor, { limit: 0 })
    .programs.filter(({ informers, controller }) => informers.length > 0 || controller)
    .map(({ program }) => program);
}

interface Place {
  readonly cursor: number;
  readonly options: StageOptions;
}

function readProgram(view: RunView, program: ProgramTimeline, place: Place): ProgramView {
  const { cursor, options } = place;
  const life = program.life.at(cursor);
  const throttled = life.throttled.at(cursor);
  return {
    program: programOf(program.program),
    state: program.state.at(cursor),
    informers: life.informers
      .list(cursor)
      .map((stay) => readInformer(view, stay.value.at(cursor), cursor, options)),
    controller: readController(view, life, cursor, options),
    refused: !program.connects.at(cursor),
    denied: program.denied.at(cursor),
    replica: program.replica.at(cursor),
    clockSkew: life.clockSkew.at(cursor),
    throttled:
      throttled === undefined || throttled.until <= view.at(cursor) ? undefined : throttled,
    election: readElection(view, life, cursor),
    dials: life.dials
      .list(cursor)
      .map(({ key, value }) => ({ dial: key, value: value.at(cursor) })),
    code: readCode(view, program.program, cursor),
  };
}

/** What stands in the open places of a program's code: what was chosen, or what usually stands there. */
export function readCode(view: RunView, program: string, cursor: number): readonly CodeView[] {
  return Object.entries(slotsOf(program)).map(([slot, { usual }]) => ({
    slot,
    pieces: view.timelines.code.at(`${program} ${slot}`, cursor) ?? usual,
  }));
}

function readElection(view: RunView, life: ProgramLife, cursor: number): ElectionView | undefined {
  const election = life.election.at(cursor);
  if (election === undefined) return undefined;
  const { lock, identity, holder, leading, lease } = election;
  const state = view.machines.state('leaseHolder', `${identity}|${lock}`, cursor);
  return { lock, identity, holder, leading, state, lease };
}
