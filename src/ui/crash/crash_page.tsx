/**
 * Shown instead of a blank screen when the engine or the page broke: what happened, and the run itself,
 * ready to be copied into a report.
 */

import { Check, Copy, RotateCcw } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { encodePlainLink } from '#trace/link/plain_link.ts';
import type { SharedPlace } from '#trace/link/shared_link.ts';
import { useWords } from '#ui/language/language.ts';

import { ScrollText } from '#ui/widgets/scroll_text.tsx';
import './crash_page.css';

export interface Crash {
  readonly message: string;
  /** What was running, if anything was. */
  readonly place: SharedPlace | undefined;
}

export function CrashPage(props: {
  readonly crash: Crash;
  readonly reopen: () => void;
}): ReactElement {
  const { crash, reopen } = props;
  const words = useWords().crash;
  const report = crashReport(crash, location.href.split('#')[0] ?? '');
  return (
    <main className="crash">
      <h1>{words.title}</h1>
      <p>{words.about}</p>
      <pre className="crash-message">{crash.message}</pre>
      <div className="crash-actions">
        <CopyButton text={report} label={words.copy} />
        <button type="button" className="button" onClick={reopen}>
          <RotateCcw size={15} aria-hidden="true" /> {words.reopen}
        </button>
      </div>
      <ScrollText className="crash-report" label={words.run} text={report} />
    </main>
  );
}

/** Everything that is needed to see it again, as text for a person. */
export function crashReport(crash: Crash, page: string): string {
  if (crash.place === undefined) return `${crash.message}\n\nNo run had been opened.`;
  const { record, seq } = crash.place;
  const acts = record.acts.map(
    ({ position, statement }) => `# at ${position.at} ns, step ${position.step}\n${statement}`,
  );
  return [
    crash.message,
    '',
    `seed      ${record.seed}`,
    `profile   ${record.profile}`,
    `policy    ${record.policy}`,
    `position  hop ${seq}`,
    `link      ${page}${encodePlainLink(crash.place)}`,
    '',
    '--- script ---',
    record.script,
    ...(acts.length > 0 ? ['--- done by hand ---', ...acts] : []),
  ].join('\n');
}

function CopyButton({
  text,
  label,
}: {
  readonly text: string;
  readonly label: string;
}): ReactElement {
  const words = useWords().crash;
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <button type="button" className="button primary" onClick={copy}>
      {copied ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}
      {copied ? words.copied : label}
    </button>
  );
}
