/** A speaker's clock: how long the talk has taken, without its pauses. Times are those of the wall, in ms. */

export interface TalkClock {
  /** What had passed before it last began to run. */
  readonly passedMs: number;
  /** Since when it runs; `undefined` while it stands. */
  readonly since: number | undefined;
}

export const newClock: TalkClock = { passedMs: 0, since: undefined };

export function elapsedMs({ passedMs, since }: TalkClock, now: number): number {
  return passedMs + (since === undefined ? 0 : Math.max(0, now - since));
}

export function started(clock: TalkClock, now: number): TalkClock {
  return clock.since === undefined ? { ...clock, since: now } : clock;
}

export function paused(clock: TalkClock, now: number): TalkClock {
  return { passedMs: elapsedMs(clock, now), since: undefined };
}

/** It begins at nothing again, and runs on if it ran. */
export function reset(clock: TalkClock, now: number): TalkClock {
  return { passedMs: 0, since: clock.since === undefined ? undefined : now };
}

/** `12:05`, or `1:02:05`. */
export function clockText(ms: number): string {
  const whole = Math.floor(ms / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = `${two(minutes)}:${two(whole % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
