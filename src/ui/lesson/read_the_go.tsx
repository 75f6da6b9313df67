/** Where the Go is: files and functions at the version that the run mirrors. */

import { BookOpen } from 'lucide-react';
import type { ReactElement } from 'react';
import { upstreamAddress } from '#messages/upstream.ts';
import { type ProfileName, profiles } from '#trace/profile.ts';
import type { Reading } from '#tutor/lesson.ts';
import { useWords } from '#ui/language/language.ts';

export function ReadTheGo(props: {
  readonly reading: readonly Reading[];
  readonly profile: ProfileName;
}): ReactElement | null {
  const { reading, profile } = props;
  const words = useWords().lesson;
  if (reading.length === 0) return null;
  return (
    <section className="read-go" aria-label={words.readGo}>
      <p className="label kicker">{words.readGo}</p>
      <ul>
        {reading.map(({ repository, file, functions }) => {
          const link = { repository, file, function: functions[0] ?? '' };
          return (
            <li key={file}>
              <a
                href={upstreamAddress(link, profiles[profile].release)}
                rel="noreferrer"
                target="_blank"
              >
                <BookOpen size={12} aria-hidden="true" /> <code>{file}</code>
              </a>{' '}
              <span className="label">{functions.join(', ')}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
