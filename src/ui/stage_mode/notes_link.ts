/** The speaker's end of the line to the stage: what was told last, and a way to ask for things. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import { channelOf, type FromNotes, type ToldTalk, toldOf } from './notes_messages.ts';

export class NotesLink {
  /** `undefined` while nothing is presented in the other window. */
  readonly store: StoreApi<{ readonly talk: ToldTalk | undefined }> = createStore(() => ({
    talk: undefined,
  }));
  readonly #id: string;
  #channel: BroadcastChannel | undefined;

  constructor(id: string) {
    this.#id = id;
  }

  /** Begins to listen; the returned function ends it. */
  listen(): () => void {
    const channel = new BroadcastChannel(channelOf(this.#id));
    this.#channel = channel;
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const told = toldOf(data);
      if (told?.kind === 'talk') this.store.setState({ talk: told.talk });
      else if (told?.kind === 'gone') this.store.setState({ talk: undefined });
    };
    this.ask({ kind: 'hello' });
    return () => {
      this.#channel = undefined;
      channel.close();
    };
  }

  ask(order: FromNotes): void {
    this.#channel?.postMessage(order);
  }
}
