/** Members of results in the order of live answers, where one was seen: it is neither the model's nor the documentation's. */
import type { OperationName } from '../generated/index.js';

/** What comes first; the other members follow in the order of the model. */
const seen: { readonly [Name in OperationName]?: readonly string[] } = {
  GetCallerIdentity: ['Arn', 'UserId', 'Account'],
  AssumeRole: ['AssumedRoleUser', 'Credentials'],
  AssumeRoleWithWebIdentity: [
    'Audience',
    'AssumedRoleUser',
    'Provider',
    'Credentials',
    'SubjectFromWebIdentityToken',
  ],
  // As the documentation's example begins.
  AssumeRoleWithSAML: ['Issuer', 'AssumedRoleUser', 'Credentials'],
};

/** Puts the members of a document, one block of lines each, in that order. No text of a value holds a `<`. */
export function inLiveOrder(name: OperationName, document: string): string {
  const order = seen[name];
  const opening = `<${name}Result>\n`;
  const start = document.indexOf(opening) + opening.length;
  const end = document.indexOf(`  </${name}Result>`);
  if (order === undefined || start < opening.length || end < 0) return document;
  let rest = document.slice(start, end);
  let ordered = '';
  for (const member of order) {
    const from = rest.indexOf(`    <${member}>`);
    const closing = `</${member}>\n`;
    const to = rest.indexOf(closing) + closing.length;
    if (from < 0 || to < from) continue;
    ordered += rest.slice(from, to);
    rest = rest.slice(0, from) + rest.slice(to);
  }
  return document.slice(0, start) + ordered + rest + document.slice(end);
}
