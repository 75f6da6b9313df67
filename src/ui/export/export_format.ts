/** The formats in which a run can leave the page. */

/** What other programs read. */
export const exportFormats = ['ndjson', 'mermaid', 'perfetto', 'prometheus', 'text'] as const;

/** What people look at. */
export const pictureFormats = ['svg', 'png', 'gif'] as const;

/** Those that show one moment. */
export const stillFormats = ['svg', 'png'] as const;

export type ExportFormat = (typeof exportFormats)[number];

export type PictureFormat = (typeof pictureFormats)[number];

export function isPicture(format: ExportFormat | PictureFormat): format is PictureFormat {
  return pictureFormats.some((each) => each === format);
}
