/**
 * The bundled font for Simplified Chinese. Even the list of its files is large, so a page fetches that
 * list only once it is Chinese; the browser then fetches those files whose signs it shows.
 */

/** Makes the font known to the page. Text in a part marked `lang="zh-CN"` is then set in it. */
export async function fetchChineseFont(): Promise<void> {
  await import('./chinese_faces.css');
}

/** Fetches the font as soon as the page's own language is Chinese, now or after a choice of language. */
export function followPageLanguage(root: HTMLElement): () => void {
  const observer = new MutationObserver(() => fetchIfChinese());
  const fetchIfChinese = (): void => {
    if (!/^zh\b/i.test(root.lang)) return;
    observer.disconnect();
    void fetchChineseFont();
  };
  observer.observe(root, { attributes: true, attributeFilter: ['lang'] });
  fetchIfChinese();
  return () => observer.disconnect();
}
