/**
 * What an event may be called, and which kinds of events there are.
 *
 * @upstream kubernetes/client-go tools/record/util/util.go
 * @diverges A random name is drawn from the run's own stream of chance.
 */

import { isStatusError } from '#apimachinery/pkg/api/errors/errors.ts';
import { isDNS1123Subdomain } from '#apimachinery/pkg/util/validation/validation.ts';
import type { Instant } from '#base/time.ts';
import type { RandomStream } from '#sim/rng.ts';

export type EventType = 'Normal' | 'Warning';

export function validateEventType(eventtype: string): eventtype is EventType {
  return eventtype === 'Normal' || eventtype === 'Warning';
}

/** True if the server has no such event, by the code alone. */
export function isKeyNotFoundError(error: unknown): boolean {
  return isStatusError(error) && error.errStatus.code === 404;
}

/** Nanoseconds since 1970, in hexadecimal: the second half of an event's name. */
export function hexUnixNano(at: Instant): string {
  return (epochNanoseconds + BigInt(at)).toString(16);
}

/**
 * The object's name and the time; with `random`, a random name instead if that is none that an event may have.
 * Two events of one object at one nanosecond have the same name.
 */
export function generateEventName(
  refName: string,
  at: Instant,
  random: RandomStream | undefined,
): string {
  const name = `${refName}.${hexUnixNano(at)}`;
  if (random === undefined) return name;
  return isDNS1123Subdomain(name).length === 0 ? name : randomUUID(random);
}

/** The day on which every run starts, 2026-01-01, counted from 1970. */
const epochNanoseconds = 1_767_225_600_000_000_000n;

/** A version 4 UUID. */
function randomUUID(random: RandomStream): string {
  const digits = Array.from({ length: 32 }, () => random.below(16).toString(16));
  digits[12] = '4';
  digits[16] = (8 + random.below(4)).toString(16);
  const text = digits.join('');
  const parts = [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20)];
  return [...parts, text.slice(20)].join('-');
}
