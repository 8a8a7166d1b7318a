/** Where the part of a check stands in the page. */
import { escapeMarkup } from '../markup.js';

/** For the `href` of a link, behind `#`. Safe within an attribute. */
export function checkAnchor(id: string): string {
  return escapeMarkup(`check/${encodeURI(id.replaceAll(/\p{Cs}/gu, '\ufffd'))}`);
}

/** The `id` attribute of the same part. */
export function checkId(id: string): string {
  return `check/${escapeMarkup(id)}`;
}
