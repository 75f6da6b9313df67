/** Copying the link to where a reader stands. What makes links is fetched when the first is asked for. */

import type { ProfileName } from '#trace/profile.ts';
import { encodeCompareHash } from '#ui/compare/compare_link.ts';
import type { Notice, PlaygroundStore } from '#ui/playground/playground_store.ts';
import { readOnlyText } from '#ui/playground/read_only.ts';
import type { RunBook } from '#ui/playground/run_book.ts';
import { siteAddress } from '#ui/site_root.ts';
import { configuratorAddress } from './configurator_address.ts';
import type { LinkMaker, MadeLink } from './link_maker.ts';
import { mostAddress } from './link_size.ts';
import { addressOf, showAddress } from './share_address.ts';

/** Two runs side by side, to be shared as they are seen. */
export interface Sides {
  readonly left: number;
  readonly right: number;
  /** Another profile on the left run's doings. */
  readonly profile: ProfileName | undefined;
  readonly cursor: number;
}

export interface LinkActs {
  /** Copies the link to this hop and shows it in the address bar; offers a file if it is too long. */
  readonly copyLink: () => void;
  readonly copyComparison: (sides: Sides) => void;
  /** Opens the page that writes the lines for embedding what is shown. */
  readonly embedRun: () => void;
  /** What makes links, once it is there. */
  readonly linkMaker: () => Promise<LinkMaker>;
}

interface Place {
  readonly store: PlaygroundStore;
  readonly book: RunBook;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
  readonly copy: (text: string, copied: string) => void;
}

export function linkActs(place: Place): LinkActs {
  const { store, book, notify } = place;
  const words = () => store.getState().locale.words;
  let made: LinkMaker | undefined;
  const linkMaker = async (): Promise<LinkMaker> => {
    if (made === undefined) {
      const { LinkMaker: Maker } = await import('./link_maker.ts');
      made ??= new Maker(book);
    }
    return made;
  };
  /** Does it with what makes links, unless the run cannot be shared. */
  const openWith = (run: number, use: (maker: LinkMaker) => void): void => {
    const closed = readOnlyText(book.find(run), words());
    if (closed !== undefined) {
      notify({ tone: 'problem', title: closed, text: '' });
      return;
    }
    linkMaker().then(use, (error: unknown) =>
      notify({ tone: 'problem', title: words().share.notMade, text: String(error) }),
    );
  };
  const share = (run: number, wanted: (maker: LinkMaker) => Wanted): void =>
    openWith(run, (maker) => copyAddress(place, wanted(maker)));
  const embedRun = (): void => {
    const { run, cursor, preset } = store.getState();
    const record = book.find(run)?.record;
    if (record === undefined) return;
    openWith(run, (maker) => {
      const hash = maker.make({ run, cursor }, false)?.hash;
      const page = siteAddress('configure.html');
      const address =
        hash === undefined ? page : configuratorAddress(page, { record, preset, hash });
      if (hash === undefined || address.length > mostAddress) {
        store.setState({ dialog: 'share', playing: false });
      } else {
        window.open(address, '_blank', 'noopener');
      }
    });
  };
  return {
    linkMaker,
    embedRun,
    copyLink: () => {
      const { run, cursor } = store.getState();
      const standing = { run, cursor };
      share(run, (maker) => ({
        copied: words().notices.linkCopied,
        hashes: [true, false].map((branches) => maker.make(standing, branches)?.hash),
      }));
    },
    copyComparison: (sides) =>
      share(sides.left, (maker) => ({
        copied: words().compare.linkCopied,
        hashes: [comparedHash(maker, sides)],
      })),
  };
}

interface Wanted {
  /** What the notice says when it is done. */
  readonly copied: string;
  /** From the one that says most to the one that says least. */
  readonly hashes: readonly (string | undefined)[];
}

/** Copies the first address that is short enough. */
function copyAddress({ store, copy }: Place, { copied, hashes }: Wanted): void {
  for (const hash of hashes) {
    const address = hash === undefined ? undefined : addressOf(hash, store.getState());
    if (hash === undefined || address === undefined || address.length > mostAddress) continue;
    showAddress(hash, store.getState());
    copy(address, copied);
    return;
  }
  store.setState({ dialog: 'share', playing: false });
}

function comparedHash(maker: LinkMaker, sides: Sides): string | undefined {
  const { left: run, right: beside, cursor, profile } = sides;
  if (profile === undefined) {
    const made = maker.make({ run, cursor, beside }, false);
    return made === undefined ? undefined : pairHash(made, sides);
  }
  const made = maker.make({ run, cursor }, false);
  return made === undefined ? undefined : encodeCompareHash(made.profile, profile, made.hash);
}

function pairHash({ hash, runs }: MadeLink, { left, right }: Sides): string | undefined {
  const numbers = [runs.indexOf(left) + 1, runs.indexOf(right) + 1] as const;
  return numbers.includes(0) ? undefined : encodeCompareHash(numbers[0], numbers[1], hash);
}
