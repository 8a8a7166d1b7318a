/** The error document of awsQuery, read from any service's answer and written as STS writes it. */

import { DeserializationError, putEntry } from './problem.js';
import { XmlReader } from './xml-reader.js';
import { escapeAttribute, escapeText } from './xml-writer.js';

export interface ErrorDocument {
  /** `Sender` or `Receiver`, as it was sent. */
  readonly type: string | undefined;
  readonly code: string | undefined;
  /** From `Message` or `message`. */
  readonly message: string | undefined;
  readonly requestId: string | undefined;
  /** The other members of the error that hold text alone, by element name; the first of equal names. */
  readonly members: Readonly<Record<string, string>>;
}

/**
 * Reads `<ErrorResponse><Error>`, `<Response><Errors><Error>` or a root `<Error>`; RequestId beside or inside the
 * error, or in ResponseMetadata. Elements that are missing are undefined, unknown ones are dropped.
 *
 * @throws XmlError for a body that is empty, not XML or ill-formed
 * @throws DeserializationError for XML that is no error document
 */
export function readErrorResponse(xml: string): ErrorDocument {
  const members: Record<string, string> = {};
  let type: string | undefined;
  let code: string | undefined;
  let message: string | undefined;
  const requestId = walkErrorResponse(xml, (name, reader) => {
    const text = reader.text();
    if (reader.hadChildren()) return;
    if (name === 'Type') type ??= text;
    else if (name === 'Code') code ??= text;
    else if (name === 'Message' || name === 'message') message ??= text;
    else putEntry(members, name, text);
  });
  return { type, code, message, requestId: requestId ?? members['RequestId'], members };
}

/**
 * Goes through the same document again for the modeled members of an error whose code is known by now. For each
 * child of the error `visit` gets the local name and the reader standing on it, and has to read the element to its
 * end: by `text()`, `skip()`, or a deserializer. `open` gets the reader on the error itself, for its attributes.
 *
 * @throws what {@link readErrorResponse} throws, and what `visit` throws
 */
export function readErrorMembers(
  xml: string,
  visit: (name: string, reader: XmlReader) => void,
  open?: (reader: XmlReader) => void,
): void {
  walkErrorResponse(xml, visit, open);
}

/** Visits the children of the first Error; returns the RequestId that stands outside of it. */
function walkErrorResponse(
  xml: string,
  visit: (name: string, reader: XmlReader) => void,
  open?: (reader: XmlReader) => void,
): string | undefined {
  const reader = new XmlReader(xml);
  let found = false;
  let requestId: string | undefined;
  const visitError = () => {
    found = true;
    open?.(reader);
    for (let name = reader.nextChild(); name !== undefined; name = reader.nextChild()) visit(name, reader);
  };
  const walk = () => {
    for (let name = reader.nextChild(); name !== undefined; name = reader.nextChild()) {
      if (name === 'Error' && !found) visitError();
      else if (name === 'Errors' || name === 'ResponseMetadata') walk();
      else if (name === 'RequestId' || name === 'RequestID') requestId ??= reader.text();
      else reader.skip();
    }
  };
  const root = reader.root();
  if (root === 'Error') visitError();
  else if (root === 'ErrorResponse' || root === 'Response') walk();
  reader.end();
  if (!found) refuse('not an error document');
  return requestId;
}

function refuse(detail: string): never {
  throw new DeserializationError([{ path: [], kind: 'unexpected', detail }]);
}

export interface ErrorContent {
  /** `Sender` unless given. */
  readonly type?: 'Sender' | 'Receiver' | undefined;
  readonly code: string;
  /** Undefined leaves the element out. */
  readonly message?: string | undefined;
  readonly requestId: string;
  readonly xmlNamespace: string;
  /** More members of the error, written after Message in this order. */
  readonly members?: Readonly<Record<string, string>> | undefined;
  /** XML of further members, written as it is after `members`: whole lines, indented by four spaces. */
  readonly membersXml?: string | undefined;
  /** Attributes of the error, written as they are: each with a blank before it. */
  readonly attributesXml?: string | undefined;
}

/**
 * The document as STS sends it: no prolog, indented by two spaces, line feeds, one at the end.
 * @throws SerializationError for text that XML 1.0 cannot carry; `replaceUnwritable` makes echoed input safe
 */
export function writeErrorResponse(error: ErrorContent): string {
  let xml = `<ErrorResponse xmlns="${escapeAttribute(error.xmlNamespace)}">\n  <Error${error.attributesXml ?? ''}>\n`;
  xml += `    <Type>${error.type ?? 'Sender'}</Type>\n    <Code>${escapeText(error.code)}</Code>\n`;
  if (error.message !== undefined) xml += `    <Message>${escapeText(error.message)}</Message>\n`;
  for (const [name, value] of Object.entries(error.members ?? {})) {
    xml += `    <${name}>${escapeText(value)}</${name}>\n`;
  }
  xml += error.membersXml ?? '';
  return `${xml}  </Error>\n  <RequestId>${escapeText(error.requestId)}</RequestId>\n</ErrorResponse>\n`;
}
