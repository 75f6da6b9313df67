/** Which client-go: another one replays this run as a run of its own, or plays beside it. */

import { Check, Columns2 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactElement } from 'react';
import type { ProfileName } from '#trace/profile.ts';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { OpenProfiles } from '#ui/playground/playground_store.ts';
import { profileNames, releaseText } from './profile_words.ts';
import '#ui/verbs/verb_menu.css';
import './profile_menu.css';

export function ProfileMenu({ open }: { readonly open: OpenProfiles }): ReactElement {
  const { acts, book } = usePlayground();
  const words = useWords().profiles;
  const run = usePlaygroundState((state) => state.run);
  const current = book.find(run)?.record.profile;
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(next) => next || acts.closeProfiles()}>
      <DropdownMenu.Trigger asChild>
        <button
          type="button"
          tabIndex={-1}
          className="verb-anchor profile-anchor"
          aria-label={words.which}
          style={{ left: open.x, top: open.y }}
        />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="verb-menu profile-menu"
          align="start"
          sideOffset={2}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            open.opener?.focus();
          }}
        >
          <DropdownMenu.Label className="verb-title">{words.replay}</DropdownMenu.Label>
          <DropdownMenu.RadioGroup value={current ?? ''}>
            {profileNames.map((name) => (
              <Choice key={name} name={name} />
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="verb-line" />
          <DropdownMenu.Label className="verb-title">{words.beside}</DropdownMenu.Label>
          <DropdownMenu.Group>
            {profileNames
              .filter((name) => name !== current)
              .map((name) => (
                <DropdownMenu.Item
                  key={name}
                  className="verb compare-item"
                  onSelect={() => acts.compareUnder(name)}
                >
                  <Columns2 size={15} aria-hidden="true" />
                  <span className="verb-label">{words.compareWith(name)}</span>
                </DropdownMenu.Item>
              ))}
          </DropdownMenu.Group>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Choice({ name }: { readonly name: ProfileName }): ReactElement {
  const { acts } = usePlayground();
  const words = useWords().profiles;
  return (
    <DropdownMenu.RadioItem
      className="verb profile-item"
      value={name}
      onSelect={() => acts.replayUnder(name)}
    >
      <span className="profile-check">
        <DropdownMenu.ItemIndicator>
          <Check size={15} aria-hidden="true" />
        </DropdownMenu.ItemIndicator>
      </span>
      <span className="verb-label">
        {name} <span className="profile-release">{releaseText(name, words)}</span>
      </span>
      <span className="profile-words">{words.about[name]}</span>
    </DropdownMenu.RadioItem>
  );
}
