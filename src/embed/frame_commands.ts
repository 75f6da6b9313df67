/** Does what the commands of the embed protocol say, by the player's controller. */

import { fail, ok, type Result } from '#base/result.ts';
import type { Instant } from '#base/time.ts';
import { unreachable } from '#base/unreachable.ts';
import type { ProfileName } from '#trace/profile.ts';
import type { EmbedController, EmbedPlace } from './embed_controller.ts';
import type { Answer, Parameters, ProtocolError } from './protocol.ts';
import type { CommandMessage } from './protocol_messages.ts';
import type { CommandName } from './protocol_names.ts';

/** What the page around the player can do, beside the player itself. */
export interface FramePage {
  /** The address of the whole app with what is shown here, or nothing while that is not known. */
  readonly link: () => string | undefined;
  /** Opens this page anew under another profile, keeping what else has been set. */
  readonly openProfile: (profile: ProfileName) => void;
}

export type CommandOutcome = Result<Answer<CommandName>, ProtocolError>;

export interface FrameParts {
  readonly controller: EmbedController;
  readonly page: FramePage;
}

const done: CommandOutcome = ok({});

/** Does a command whose parameters have been checked. */
export async function doCommand(
  { controller, page }: FrameParts,
  { command, parameters }: CommandMessage,
): Promise<CommandOutcome> {
  switch (command) {
    case 'play':
      controller.play();
      return done;
    case 'pause':
      controller.pause();
      return done;
    case 'toggle':
      if (controller.state().playing) controller.pause();
      else controller.play();
      return done;
    case 'seek':
      controller.seek(placeOf(parameters as Parameters<'seek'>));
      return done;
    case 'step':
      controller.step((parameters as Parameters<'step'>).grain ?? 'hop', 'forward');
      return done;
    case 'back':
      controller.step((parameters as Parameters<'back'>).grain ?? 'hop', 'back');
      return done;
    case 'act':
      return act(controller, (parameters as Parameters<'act'>).statement);
    case 'setProfile': {
      const { profile } = parameters as Parameters<'setProfile'>;
      if (profile !== controller.state().profile) page.openProfile(profile);
      return done;
    }
    case 'getState':
      return ok({ state: controller.state() });
    case 'getLink': {
      const href = page.link();
      return href === undefined ? notYet('the run is not there yet') : ok({ href });
    }
    case 'setSpeed':
    case 'setTheme':
    case 'setLanguage':
    case 'setPanels':
    case 'setControls':
      return await set(controller, command, parameters);
    default:
      return unreachable(command);
  }
}

type Setter = Extract<
  CommandName,
  'setSpeed' | 'setTheme' | 'setLanguage' | 'setPanels' | 'setControls'
>;

async function set(
  controller: EmbedController,
  command: Setter,
  parameters: CommandMessage['parameters'],
): Promise<CommandOutcome> {
  switch (command) {
    case 'setSpeed':
      controller.setSpeed((parameters as Parameters<'setSpeed'>).speed);
      return done;
    case 'setTheme':
      controller.setTheme((parameters as Parameters<'setTheme'>).theme);
      return done;
    case 'setPanels':
      controller.setPanels((parameters as Parameters<'setPanels'>).panels);
      return done;
    case 'setControls':
      controller.setControls((parameters as Parameters<'setControls'>).controls);
      return done;
    case 'setLanguage': {
      const { language } = parameters as Parameters<'setLanguage'>;
      await controller.setLanguage(language);
      return controller.state().language === language
        ? done
        : notYet(`the words of ${language} could not be fetched`);
    }
    default:
      return unreachable(command);
  }
}

async function act(controller: EmbedController, statement: string): Promise<CommandOutcome> {
  const outcome = await controller.act(statement);
  if (outcome.kind === 'done') return ok({ forked: outcome.forked, hop: outcome.hop });
  const problems = outcome.problems.map(({ line, column, message }) => ({ line, column, message }));
  const message = problems.map((each) => `${each.line}:${each.column}: ${each.message}`).join('\n');
  return fail({ code: 'refused', message, fatal: false, problems });
}

function placeOf({ hop, at, fraction }: Parameters<'seek'>): EmbedPlace {
  if (hop !== undefined) return { kind: 'hop', hop };
  if (at !== undefined) return { kind: 'instant', at: at as Instant };
  return { kind: 'fraction', fraction: fraction ?? 0 };
}

function notYet(message: string): CommandOutcome {
  return fail({ code: 'unavailable', message, fatal: false });
}
