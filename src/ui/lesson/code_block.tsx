/** A few lines of TypeScript, with comments, strings and keywords set apart. */

import type { ReactElement } from 'react';
import { type TokenKind, tokensOf } from './code_tokens.ts';

export function CodeBlock({ source }: { readonly source: string }): ReactElement {
  let place = 0;
  return (
    <pre className="code-block" lang="en">
      <code>
        {tokensOf(source).map(({ kind, text }) => {
          const key = ++place;
          return kind === 'plain' ? text : <Token key={key} kind={kind} text={text} />;
        })}
      </code>
    </pre>
  );
}

function Token({ kind, text }: { readonly kind: TokenKind; readonly text: string }): ReactElement {
  return <span className={`code-${kind}`}>{text}</span>;
}
