/**
 * What a reader has chosen within the views: it stays when they look at another view and come back, and a
 * picture of a view shows it as they have it.
 */

import type { LogFilter } from '#ui/log/log_index.ts';
import type { ChartedMachine } from '#view-model/machine_chart.ts';
import type { RequestFilter } from '#view-model/request_rows.ts';

export interface ViewChoices {
  readonly machine: ChartedMachine;
  /** Of that machine; the one in focus if empty. */
  readonly instance: string;
  readonly requests: RequestFilter;
  /** The request whose details are open. */
  readonly request: string;
  /** The one of the focused program if empty. */
  readonly workqueue: string;
  /** The metrics of which every series is shown. */
  readonly wholeFamilies: readonly string[];
  readonly log: Omit<LogFilter, 'locale'>;
}

export const openingChoices: ViewChoices = {
  machine: 'reflector',
  instance: '',
  requests: { client: '', search: '' },
  request: '',
  workqueue: '',
  wholeFamilies: [],
  log: { search: '' },
};
