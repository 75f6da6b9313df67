/** Catches what breaks while drawing, so that the run can still be copied. */

import { Component, type ReactNode } from 'react';
import type { SharedPlace } from '#trace/link/shared_link.ts';
import { CrashPage } from './crash_page.tsx';

interface Props {
  readonly children: ReactNode;
  /** What is running now; asked only when something broke. */
  readonly place: () => SharedPlace | undefined;
  readonly reopen: () => void;
}

interface State {
  readonly message: string | undefined;
}

export class CrashBoundary extends Component<Props, State> {
  override readonly state: State = { message: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === undefined) return this.props.children;
    const crash = { message, place: this.props.place() };
    return <CrashPage crash={crash} reopen={this.props.reopen} />;
  }
}
