/** Every format of `run --report`; apart from what writes them, which is slow to load. */
export const reportFormats = ['json', 'junit', 'markdown', 'ndjson', 'html', 'badge'] as const;

export type ReportFormat = (typeof reportFormats)[number];
