/** The formats in which a run can leave the page. */

export const exportFormats = ['ndjson', 'mermaid', 'perfetto', 'prometheus', 'text'] as const;

export type ExportFormat = (typeof exportFormats)[number];
