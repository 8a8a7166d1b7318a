/** Policies of the world and of requests, read once. */
import { Mistakes } from '../../world/mistakes.js';
import { type PolicyKind, readPolicyDocument, type Statement } from '../../world/policy/document.js';
import { modeledError } from '../service-error.js';

/**
 * Reads the session policy of a request.
 *
 * @throws ServiceError MalformedPolicyDocument, saying what is wrong (live texts drift; the code is the stable part)
 */
export function readSessionPolicy(json: string): readonly Statement[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw malformed('The policy is not in the valid JSON format.');
  }
  const mistakes = new Mistakes();
  const statements = readPolicyDocument(value, '', { kind: 'session', variables: 'any' }, mistakes);
  const [first] = mistakes.found;
  if (first !== undefined) throw malformed(`Syntax errors in policy. ${first.pointer} ${first.text}`);
  return statements;
}

const remembered = new WeakMap<object, readonly Statement[]>();

/**
 * Statements of a policy that the world holds; read once per document.
 *
 * @throws ServiceError MalformedPolicyDocument; never for a world that was read by `readWorld`
 */
export function policyOf(document: object, kind: PolicyKind): readonly Statement[] {
  const known = remembered.get(document);
  if (known !== undefined) return known;
  const mistakes = new Mistakes();
  const statements = readPolicyDocument(document, '', { kind, variables: 'known' }, mistakes);
  if (mistakes.found.length > 0) throw malformed('A policy of the world is malformed.');
  remembered.set(document, statements);
  return statements;
}

function malformed(text: string): Error {
  return modeledError('MalformedPolicyDocumentException', text);
}
