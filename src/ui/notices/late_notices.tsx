/** Notices, fetched with the first of them, or a moment after the page has come to rest. */

import { lazy, type ReactElement, Suspense, useEffect, useState } from 'react';
import { usePlaygroundState } from '#ui/playground/playground_context.ts';
import { restMs } from '#ui/playground/rest.ts';

const Notices = lazy(async () => ({ default: (await import('./notices.tsx')).Notices }));

export function LateNotices(): ReactElement | null {
  const some = usePlaygroundState((state) => state.notices.length > 0);
  const [rested, setRested] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), restMs);
    return () => clearTimeout(timer);
  }, []);
  return some || rested ? (
    <Suspense>
      <Notices />
    </Suspense>
  ) : null;
}
