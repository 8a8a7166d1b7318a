/** Patterns and lengths that the published models of STS, IAM and SNS have, for tests. */
import type { TextRules } from './text-rules.js';

const ARN =
  '^[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+$';
const LATIN = '^[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+$';
const DESCRIPTION = '^[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*$';

export const MODEL_RULES: readonly TextRules[] = [
  { pattern: '^[\\w]*$', min: 16, max: 128 },
  { pattern: ARN, min: 20, max: 2048 },
  { pattern: '^[\\w+=,.@:-]*$', min: 2, max: 193 },
  { pattern: '^[\\w+=,.@:\\/-]*$', min: 2, max: 1224 },
  { pattern: '^[\\w+=,.@\\:-]*$', min: 2, max: 193 },
  { pattern: '^[\\w+=,.@-]*$', min: 2, max: 64 },
  { pattern: '^[\\w+=,.@-]*$', min: 2, max: 32 },
  { pattern: '^[\\w+=/:,.@-]*$', min: 9, max: 256 },
  { pattern: LATIN, min: 1, max: 2048 },
  { pattern: LATIN, min: 1 },
  { pattern: '^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+$', min: 1, max: 128 },
  { pattern: '^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$', min: 0, max: 256 },
  { pattern: '^[\\d]*$', min: 6, max: 6 },
  { min: 4, max: 20000 },
  { min: 4, max: 100000 },
  { pattern: '^[\\u0020-\\u00FF]+$', min: 1, max: 32 },
  { pattern: '^o-[a-z0-9]{10,32}$', min: 0, max: 34 },
  { pattern: '^[\\w._-]+$', min: 1, max: 128 },
  { pattern: '^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$', min: 3, max: 63 },
  { pattern: '^\\d{12}$' },
  { pattern: LATIN, min: 1, max: 131072 },
  { pattern: '^[\\w+=,.@-]+$', min: 0, max: 200 },
  { pattern: DESCRIPTION, min: 0, max: 1000 },
  { pattern: '^[\\w-]+$', min: 16, max: 128 },
  { pattern: '^o-[0-9a-z]{10,32}\\/r-[0-9a-z]{4,32}[0-9a-z-\\/]*$', min: 19, max: 427 },
  { pattern: '^p-[0-9a-zA-Z_]{8,128}$' },
  { pattern: '^\\u002F[\\u0021-\\u007F]*$', min: 1, max: 512 },
  { pattern: '^(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)$', min: 1, max: 512 },
  { pattern: '^[ -~]+$', min: 5, max: 256 },
  { pattern: '^((/[A-Za-z0-9\\.,\\+@=_-]+)*)/$', min: 1, max: 512 },
  { pattern: '^v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?$' },
  { pattern: '^[A-Z0-9]+$', min: 22, max: 64 },
  { pattern: '^[:\\w]+$', min: 48, max: 48 },
  { pattern: '^http(s?)://[a-zA-Z0-9._/-]*(\\?[a-zA-Z0-9._=&-]*)?(#[a-zA-Z0-9._/-]*)?$', min: 1, max: 255 },
  { pattern: '^[A-Za-z]{2}$', min: 0, max: 2 },
  { pattern: '^[0-9]+$', min: 5, max: 8 },
  { pattern: '^(\\+[0-9]{8,}|[0-9]{0,9})$', min: 0, max: 20 },
];
