/**
 * `<informer-lab scenario="tombstone">` in other people's pages: its content, a poster, is shown until the
 * player runs in a frame over it. It changes neither its attributes nor its content, so that frameworks
 * find both as they wrote them; it never moves the focus, the scroll position or the layout around it.
 */

import { embedElement as english } from '#messages/en/ui/embed_element.ts';
import { embedElement as chinese } from '#messages/zh-CN/ui/embed_element.ts';
import { FramedPlayer, type FrameWords } from './framed_player.ts';
import { parameterNames } from './parameter_names.ts';
import type { EventDataOf } from './protocol.ts';
import type { EventMessage } from './protocol_messages.ts';
import { type CommandName, commandNames, type EventName } from './protocol_names.ts';

/** Read while the script runs: later nobody knows which one it was. A module is found by its name. */
const base = new URL('./', scriptAddress()).href;

/** The frame is made when the element is this near to what can be seen. */
const near = '300px';

const style = `
:host { display: block; position: relative; height: 520px; overflow: hidden; contain: layout paint; }
:host([hidden]) { display: none; }
iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; opacity: 0; }
iframe[inert] { pointer-events: none; }
.running iframe { opacity: 1; }
.running slot { display: none; }
p { position: absolute; inset: auto 0 0; margin: 0; padding: 8px 12px; background: #fdefd9; color: #5c3000;
  font: 14px/1.4 system-ui, sans-serif; }
a { color: inherit; }
`;

/** Attributes that can be changed while it runs, as commands; any other opens the frame anew. */
const live: Readonly<Record<string, (value: string) => readonly [CommandName, object]>> = {
  theme: (theme) => ['setTheme', { theme }],
  controls: (controls) => ['setControls', { controls }],
  speed: (speed) => ['setSpeed', { speed: Number(speed) }],
  panels: (panels) => ['setPanels', { panels: panels.split(/[\s,]+/).filter(Boolean) }],
  lang: (tag) => ['setLanguage', { language: isChinese(tag) ? 'zh-CN' : 'en' }],
};

export class InformerLab extends HTMLElement {
  static readonly observedAttributes: readonly string[] = [...parameterNames, 'label'];
  /** The last state that the player told. */
  state: EventDataOf<'state'> | undefined;
  readonly #player: FramedPlayer;
  #sight: IntersectionObserver | undefined;
  #isRenewing = false;

  static {
    for (const command of commandNames) {
      Object.defineProperty(InformerLab.prototype, command, {
        configurable: true,
        writable: true,
        value(this: InformerLab, parameters: object = {}): Promise<object> {
          return this.#send(command, parameters);
        },
      });
    }
  }

  constructor() {
    super();
    // Unlike an element <style>, this also holds where the page's policy forbids inline styles.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    const shadow = document.createElement('div');
    shadow.append(document.createElement('slot'));
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    root.append(shadow);
    this.#player = new FramedPlayer({
      host: this,
      shadow,
      base,
      words: () => this.#words(),
      told: (event, data) => this.#told(event, data),
    });
  }

  connectedCallback(): void {
    this.#sight = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.#sight?.disconnect();
        this.#player.load();
      },
      { rootMargin: near },
    );
    this.#sight.observe(this);
  }

  disconnectedCallback(): void {
    this.#sight?.disconnect();
    this.state = undefined;
    this.#player.unload('the embed has been taken out of its page');
  }

  attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    if (before === value || !this.#player.isLoaded) return;
    if (name === 'label') {
      this.#player.nameFrame();
      return;
    }
    const change = value === null ? undefined : live[name]?.(value);
    if (change !== undefined && this.#player.isRunning) {
      // What the player refuses, it also tells as an error.
      this.#player.send(...change).catch(() => undefined);
      return;
    }
    this.#renew();
  }

  /** Opens the frame anew, once for several attributes that are set one after the other. */
  #renew(): void {
    if (this.#isRenewing) return;
    this.#isRenewing = true;
    queueMicrotask(() => {
      this.#isRenewing = false;
      if (!this.#player.isLoaded) return;
      this.#player.unload('the embed has been opened anew');
      this.#player.load();
    });
  }

  async #send(command: CommandName, parameters: object): Promise<object> {
    // What has not begun need not be loaded in order to stand still.
    if (command === 'pause' && !this.#player.isLoaded) return {};
    if (!this.isConnected) throw new Error('the embed is in no page');
    return await this.#player.send(command, parameters);
  }

  #told(event: EventName, data: EventMessage['data']): void {
    if (event === 'state') this.state = data as EventDataOf<'state'>;
    if (event === 'ready') this.state = (data as EventDataOf<'ready'>).state;
    const detail = { detail: data, bubbles: true, composed: true };
    this.dispatchEvent(new CustomEvent(`informer-lab-${event}`, detail));
  }

  #words(): FrameWords {
    const tagged = this.closest('[lang]')?.getAttribute('lang');
    return isChinese(tagged ?? '') ? chinese : english;
  }
}

function isChinese(tag: string): boolean {
  return tag.toLowerCase().startsWith('zh');
}

function scriptAddress(): string {
  const { currentScript, scripts } = document;
  if (currentScript instanceof HTMLScriptElement && currentScript.src) return currentScript.src;
  const named = [...scripts].find(({ src }) => /\/embed\.js(?:[?#]|$)/.test(src));
  return named?.src ?? document.baseURI;
}
