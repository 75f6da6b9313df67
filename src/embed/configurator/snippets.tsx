/** The lines to copy, one tab for each kind of page that they go into. */

import { Check, Copy } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { type ReactElement, useState } from 'react';
import { type SnippetAsked, type SnippetName, snippet, snippetNames } from '#embed/snippets.ts';
import { useWords } from '#ui/language/language.ts';

export function Snippets({ asked }: { readonly asked: SnippetAsked }): ReactElement {
  const words = useWords().configurator;
  return (
    <section aria-labelledby="snippets">
      <h2 id="snippets">{words.snippets}</h2>
      <Tabs.Root defaultValue="element">
        <Tabs.List className="configure-tabs" aria-labelledby="snippets">
          {snippetNames.map((name) => (
            <Tabs.Trigger key={name} value={name} className="configure-tab">
              {words.names[name]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {snippetNames.map((name) => (
          <Tabs.Content key={name} value={name} className="configure-snippet">
            <Lines name={name} text={snippet(name, asked)} />
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </section>
  );
}

function Lines(props: { readonly name: SnippetName; readonly text: string }): ReactElement {
  const { name, text } = props;
  const words = useWords().configurator;
  const [copied, setCopied] = useState<{ readonly text: string; readonly ok: boolean }>();
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopied({ text, ok: true }),
      () => setCopied({ text, ok: false }),
    );
  };
  const isCopied = copied?.ok === true && copied.text === text;
  return (
    <>
      <p className="configure-about">{words.about[name]}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre tabIndex={0} role="region" aria-label={words.names[name]}>
        <code>{text}</code>
      </pre>
      <div className="configure-copy">
        <button type="button" className="button primary" onClick={copy}>
          {isCopied ? (
            <Check size={15} aria-hidden="true" />
          ) : (
            <Copy size={15} aria-hidden="true" />
          )}
          {words.copy}
        </button>
        <span role="status">{isCopied ? words.copied : ''}</span>
        {copied?.ok === false && <span role="alert">{words.notCopied}</span>}
      </div>
    </>
  );
}
