/** The frame of a page that needs nothing else. */
import { createHash } from 'node:crypto';
import { escapeMarkup as e } from '../markup.js';
import { pageStyle } from './style.js';

export interface DocumentParts {
  readonly title: string;
  /** A `data:` URL. */
  readonly icon: string;
  /** Markup, escaped already. */
  readonly body: string;
  /** The one script of the page, a constant of ours; none by default. */
  readonly script?: string;
}

/** A whole HTML document with a final newline. */
export function drawDocument({ title, icon, body, script }: DocumentParts): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policyOf(script)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="color-scheme" content="light dark">',
    `<link rel="icon" href="${e(icon)}">`,
    `<title>${e(title)}</title>`,
    `<style>${pageStyle}</style>`,
    '</head>',
    '<body>',
    body,
    ...(script === undefined ? [] : [`<script>${script}</script>`]),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Nothing is loaded and nothing is sent; the one script and the one style are known by their hashes. */
function policyOf(script: string | undefined): string {
  return [
    "default-src 'none'",
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`]),
    `style-src ${hashOf(pageStyle)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
