/** One object: the server's version beside the cached copy, its YAML, its history, what can be done. */

import { Pencil, Trash2 } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import { equalJson, isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import { useWords } from '#ui/language/language.ts';
import { cachedObjectAt, objectAt } from '#ui/playground/object_at.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { VerbButton } from '#ui/stage/box.tsx';
import { useStageView } from '#ui/stage/use_stage_view.ts';
import { partsOf } from '#ui/verbs/object_verbs.ts';
import { verbsOf } from '#ui/verbs/verbs.ts';
import { Glyph } from '#ui/widgets/glyph.tsx';
import { ScrollText } from '#ui/widgets/scroll_text.tsx';
import { instantText } from '#ui/widgets/time_text.ts';
import { type ObjectVersion, objectHistory } from '#view-model/object_history.ts';
import type { RunView } from '#view-model/run_view.ts';
import './inspect_panel.css';

/** The latest changes of an object that are listed. */
const mostChanges = 30;

export function InspectPanel(): ReactElement {
  const { book } = usePlayground();
  const selection = usePlaygroundState((state) => state.selection);
  const run = usePlaygroundState((state) => state.run);
  const cursor = usePlaygroundState((state) => state.cursor);
  const words = useWords().inspect;
  const view = book.view(run);
  if (selection === undefined || view === undefined) {
    return <p className="panel-empty">{words.nothing}</p>;
  }
  return <ObjectDetails objectKey={selection.key} view={view} cursor={cursor} />;
}

interface DetailsProps {
  readonly objectKey: string;
  readonly view: RunView;
  readonly cursor: number;
}

function ObjectDetails(props: DetailsProps): ReactElement {
  const { objectKey, view, cursor } = props;
  const { acts } = usePlayground();
  const stage = useStageView();
  const words = useWords().inspect;
  const object = objectAt(view, cursor, objectKey);
  const { resource, namespace, name } = partsOf(objectKey);
  const noun = { kind: 'object', key: objectKey } as const;
  const remove = stage && verbsOf(noun, stage)[0]?.find(({ kind }) => kind === 'kubectl.delete');
  return (
    <div className="inspect" data-object={objectKey}>
      <header>
        <p className="label">
          {namespace === undefined ? resource : words.inNamespace(resource, namespace)}
        </p>
        <h2>{name}</h2>
        <div className="inspect-actions">
          <button
            type="button"
            className="button"
            disabled={object === undefined}
            onClick={() => acts.editObject(objectKey)}
          >
            <Pencil size={14} aria-hidden="true" /> {words.edit}
          </button>
          <button
            type="button"
            className="button danger"
            disabled={object === undefined || remove === undefined}
            onClick={() => remove && acts.perform(remove.statement)}
          >
            <Trash2 size={14} aria-hidden="true" /> {words.delete}
          </button>
          <VerbButton noun={noun} />
        </div>
      </header>
      <Copies {...props} server={object} />
      <History {...props} />
      {object === undefined ? (
        <p className="empty">{words.notOnServer}</p>
      ) : (
        <Yaml object={object} />
      )}
    </div>
  );
}

function Copies(props: DetailsProps & { readonly server: JsonObject | undefined }): ReactElement {
  const { objectKey, view, cursor, server } = props;
  const stage = useStageView();
  const words = useWords().inspect;
  const { resource } = partsOf(objectKey);
  const informers = (stage?.programs ?? [])
    .flatMap((program) => program.informers)
    .filter((informer) => informer.resource === resource);
  return (
    <section>
      <h3>{words.copies}</h3>
      <div className="row">
        <span className="name">kube-apiserver</span>
        <span className="side">{versionOf(server) ?? words.gone}</span>
      </div>
      {informers.map(({ informer }) => {
        const copy = cachedObjectAt(view, cursor, { informer, key: objectKey });
        const partial = copy?.['kind'] === 'PartialObjectMetadata';
        const differs = partial
          ? versionOf(copy) !== versionOf(server)
          : !equalJson(copy ?? null, server ?? null);
        return (
          <div className="row" key={informer}>
            <span className="name">{informer}</span>
            <span className={differs ? 'side warn' : 'side'}>
              {words.copy(versionOf(copy) ?? words.none, partial, differs)}
            </span>
          </div>
        );
      })}
    </section>
  );
}

function versionOf(object: JsonObject | undefined): string | undefined {
  const metadata = object?.['metadata'];
  const version = isJsonObject(metadata) ? metadata['resourceVersion'] : undefined;
  return typeof version === 'string' ? version : undefined;
}

function History({ objectKey, view, cursor }: DetailsProps): ReactElement {
  const words = useWords().inspect;
  const versions = objectHistory(view, objectKey, cursor);
  const latest = versions.slice(-mostChanges).reverse();
  return (
    <section>
      <h3>{words.history}</h3>
      {latest.map((version) => (
        <Version key={version.seq} version={version} />
      ))}
      {latest.length === 0 && <p className="empty">{words.neverWritten}</p>}
    </section>
  );
}

/** One version: who wrote it, when, and what it changed. */
function Version({ version }: { readonly version: ObjectVersion }): ReactElement {
  const words = useWords().inspect;
  const { acts, player } = usePlayground();
  const { seq, at, revision, identity, writer, changes } = version;
  return (
    <details className="version">
      <summary className="row">
        <Glyph identity={identity} size={16} />
        <span className="name">{revision}</span>
        <span className="version-writer">{writer ?? words.cluster}</span>
        <span className="side">{instantText(at)}</span>
      </summary>
      {changes.length === 0 && <p className="label">{words.whole}</p>}
      <dl className="changes">
        {changes.map(({ path, before, after }) => (
          <div key={path}>
            <dt>{path}</dt>
            <dd>
              {before !== undefined && <del>{shortly(before)}</del>}
              {after !== undefined && <ins>{shortly(after)}</ins>}
            </dd>
          </div>
        ))}
      </dl>
      <p className="version-acts">
        <button type="button" className="button" onClick={() => player.seek(seq)}>
          {words.goThere}
        </button>
        <button type="button" className="button" onClick={() => acts.ask({ kind: 'why', seq })}>
          {words.why}
        </button>
      </p>
    </details>
  );
}

/** A value on one line; a long one is cut. */
function shortly(value: JsonValue): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

function Yaml({ object }: { readonly object: JsonObject }): ReactElement {
  const [text, setText] = useState('');
  useEffect(() => {
    let gone = false;
    const write = async (): Promise<void> => {
      const { objectYaml } = await import('#ui/editor/object_yaml.ts');
      if (!gone) setText(objectYaml(object));
    };
    write().catch(() => setText(JSON.stringify(object, undefined, 2)));
    return () => {
      gone = true;
    };
  }, [object]);
  return (
    <section>
      <h3>YAML</h3>
      <ScrollText className="inspect-yaml" label="YAML" text={text} />
    </section>
  );
}
