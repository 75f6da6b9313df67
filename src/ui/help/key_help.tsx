/** The key map as a dialog, drawn from the table that the listener obeys. */

import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactElement } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import { stageKeys } from '#ui/stage_mode/stage_keys.ts';
import { keyMap } from '#ui/transport/keys.ts';
import '#ui/widgets/dialog.css';
import './key_help.css';

export function KeyHelp(): ReactElement {
  const { acts } = usePlayground();
  const words = useWords();
  return (
    <Dialog.Root open onOpenChange={acts.toggleHelp}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-overlay" />
        <Dialog.Content className="dialog key-help" aria-describedby={undefined}>
          <Dialog.Title className="dialog-title">{words.keys.title}</Dialog.Title>
          <dl>
            {keyMap.map(({ keys, what }) => (
              <div key={what}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{words.keys[what]}</dd>
              </div>
            ))}
            <div>
              <dt>
                <kbd>Tab</kbd>
                <kbd>Enter</kbd>
              </dt>
              <dd>{words.keys.boxes}</dd>
            </div>
            <div>
              <dt>
                <kbd>Shift F10</kbd>
              </dt>
              <dd>{words.keys.rows}</dd>
            </div>
          </dl>
          <h3 className="key-help-part">{words.stageMode.keysTitle}</h3>
          <dl>
            {stageKeys.map(({ keys, what }) => (
              <div key={what}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key.length === 1 ? key.toUpperCase() : key}</kbd>
                  ))}
                </dt>
                <dd>{words.stageMode.keys[what]}</dd>
              </div>
            ))}
          </dl>
          <Dialog.Close className="button bare icon dialog-close" aria-label={words.widgets.close}>
            <X size={16} aria-hidden="true" />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
