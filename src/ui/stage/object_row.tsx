/** A row that is a copy of an object: selecting it inspects it, hovering lights every other copy. */

import type { ReactElement, ReactNode } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import { nounAttribute } from '#ui/verbs/noun.ts';

export interface ObjectRowProps {
  /** `pods/default/web-1`. */
  readonly objectKey: string;
  readonly name: string;
  readonly children?: ReactNode;
  readonly className?: string;
}

export function ObjectRowButton(props: ObjectRowProps): ReactElement {
  const { objectKey, name, children, className = '' } = props;
  const { acts } = usePlayground();
  return (
    <button
      type="button"
      className={`row ${className}`}
      data-object={objectKey}
      data-noun={nounAttribute({ kind: 'object', key: objectKey })}
      onClick={() => acts.select({ kind: 'object', key: objectKey })}
    >
      <span className="name" title={name}>
        {name}
      </span>
      {children}
    </button>
  );
}

/** A resourceVersion: where it stands says what it is, except to those who only hear it. */
export function Version(props: { readonly children: ReactNode }): ReactElement {
  const { version } = useWords().spoken;
  return (
    <span>
      <span className="visually-hidden">{version} </span>
      {props.children}
    </span>
  );
}

/** `default/web-1` as `web-1`: the usual namespace goes without saying. */
export function shortKey(key: string): string {
  return key.startsWith('default/') ? key.slice('default/'.length) : key;
}
