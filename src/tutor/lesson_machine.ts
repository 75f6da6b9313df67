/** The learner's way through a lesson: the bet comes before anything is shown, and is never punished. */

import { assign, setup } from 'xstate';

interface LessonContext {
  /** The option bet on. */
  readonly bet: string | undefined;
  /** How many steps are done. */
  readonly stepsDone: number;
  readonly steps: number;
}

type LessonEvent =
  | { readonly type: 'bet'; readonly option: string }
  | { readonly type: 'stepDone' }
  /** Goes straight to a step, without a bet if none was given. */
  | { readonly type: 'enter'; readonly stepsDone: number }
  | { readonly type: 'again' };

/** `betting` → `doing` → `explaining`; its context says what was bet and how far the learner came. */
export const lessonMachine = setup({
  types: {
    context: {} as LessonContext,
    events: {} as LessonEvent,
    input: {} as { readonly steps: number },
  },
  actions: {
    takeBet: assign({ bet: ({ event }) => (event.type === 'bet' ? event.option : undefined) }),
    countStep: assign({ stepsDone: ({ context }) => context.stepsDone + 1 }),
    goToStep: assign({
      stepsDone: ({ context, event }) =>
        event.type === 'enter' ? event.stepsDone : context.stepsDone,
    }),
    startOver: assign({ bet: undefined, stepsDone: 0 }),
  },
  guards: { isLastStep: ({ context }) => context.stepsDone + 1 >= context.steps },
}).createMachine({
  id: 'lesson',
  context: ({ input }) => ({ bet: undefined, stepsDone: 0, steps: input.steps }),
  initial: 'betting',
  states: {
    betting: { on: { bet: { target: 'doing', actions: 'takeBet' } } },
    doing: {
      on: {
        stepDone: [
          { guard: 'isLastStep', target: 'explaining', actions: 'countStep' },
          { actions: 'countStep' },
        ],
      },
    },
    explaining: {},
  },
  on: {
    again: { target: '.betting', actions: 'startOver' },
    enter: { target: '.doing', actions: 'goToStep' },
  },
});
