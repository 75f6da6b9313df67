/** The events of Chrome's trace event format that are written here, as Perfetto reads them. */

export type TraceArguments = Readonly<Record<string, string | number | boolean>>;

interface OnTrack {
  readonly pid: number;
  readonly tid: number;
  readonly name: string;
}

interface Timed extends OnTrack {
  readonly cat: string;
  /** Microseconds. */
  readonly ts: number;
}

/** The name of a process or a thread. */
export interface MetadataEvent extends OnTrack {
  readonly ph: 'M';
  readonly name: 'process_name' | 'thread_name' | 'thread_sort_index';
  readonly args: { readonly name: string } | { readonly sort_index: number };
}

/** Something that lasts. */
export interface CompleteEvent extends Timed {
  readonly ph: 'X';
  readonly dur: number;
  readonly args: TraceArguments;
}

/** Something that happens. */
export interface InstantEvent extends Timed {
  readonly ph: 'i';
  /** Of its thread. */
  readonly s: 't';
  readonly args: TraceArguments;
}

/** An arrow's two ends: of what led to something, and of that. */
export interface FlowEvent extends Timed {
  readonly ph: 's' | 'f';
  readonly id: number;
  /** The arrow ends at the slice that is open there, not at the next. */
  readonly bp?: 'e';
}

export type ChromeEvent = MetadataEvent | CompleteEvent | InstantEvent | FlowEvent;

export interface ChromeTrace {
  readonly displayTimeUnit: 'ns';
  readonly traceEvents: readonly ChromeEvent[];
}
