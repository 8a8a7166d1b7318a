import { SaxesParser } from 'saxes';

/** An element of a well-formed document, with its names resolved. Comments and processing instructions are gone. */
export interface Element {
  /** Local name, without a prefix. */
  readonly name: string;
  /** Namespace URI; empty where there is none. */
  readonly namespace: string;
  /** By name as written, namespace declarations included. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  /** Character data of the element itself, without that of its children; CDATA and references resolved. */
  readonly text: string;
}

export type DocumentReading =
  | { readonly ok: true; readonly root: Element }
  | {
      readonly ok: false;
      /** What is wrong, on one line; it may quote the document. */
      readonly error: string;
      /** Both from 1. */
      readonly line: number;
      readonly column: number;
    };

export interface DocumentLimits {
  /** Elements inside each other; 100 by default. */
  readonly maxDepth?: number;
  /** Characters of the whole document; 4 Mi by default. */
  readonly maxLength?: number;
}

/**
 * Reads a document strictly: XML 1.0 with namespaces, one root, no document type declaration. This reading is the judge
 * of well-formedness: what it refuses is the target's fault.
 */
export function readDocument(text: string, limits: DocumentLimits = {}): DocumentReading {
  const maxDepth = limits.maxDepth ?? 100;
  const maxLength = limits.maxLength ?? 4 * 1024 * 1024;
  if (text.length > maxLength) return refuse(`the document is longer than ${maxLength} characters`, 1, 1);

  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: OpenElement[] = [];
  let root: OpenElement | undefined;

  parser.on('error', (error) => {
    throw new Refusal(error.message.replace(/^\d+:\d+: /, ''));
  });
  parser.on('doctype', () => {
    throw new Refusal('a document type declaration is not allowed');
  });
  parser.on('xmldecl', ({ version }) => {
    if (version !== undefined && version !== '1.0') throw new Refusal(`XML version ${version} is not 1.0`);
  });
  parser.on('opentag', (tag) => {
    const element: OpenElement = {
      name: tag.local,
      namespace: tag.uri,
      attributes: new Map(Object.values(tag.attributes).map(({ name, value }) => [name, value])),
      children: [],
      text: '',
    };
    const parent = open.at(-1);
    if (parent === undefined) root = element;
    else parent.children.push(element);
    open.push(element);
    if (open.length > maxDepth) throw new Refusal(`elements are nested deeper than ${maxDepth}`);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const append = (data: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += data;
  };
  parser.on('text', append);
  parser.on('cdata', append);

  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Refusal) return refuse(error.message, parser.line, parser.column + 1);
    throw error;
  }
  return root === undefined ? refuse('the document has no root element', 1, 1) : { ok: true, root };
}

interface OpenElement extends Element {
  readonly children: OpenElement[];
  text: string;
}

class Refusal extends Error {}

function refuse(error: string, line: number, column: number): DocumentReading {
  return { ok: false, error: error.replace(/\s+/g, ' ').slice(0, 300), line, column };
}

/** The first child of that local name, whatever its namespace. */
export function childOf(element: Element, name: string): Element | undefined {
  return element.children.find((candidate) => candidate.name === name);
}
