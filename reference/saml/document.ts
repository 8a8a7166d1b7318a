/** A namespace-aware tree of a small XML document, read strictly. */
import { SaxesParser } from 'saxes';

export interface Element {
  readonly namespace: string;
  /** Local name. */
  readonly name: string;
  /** By local name; SAML's own attributes have no namespace. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
  /** Prefix of the element's name, and where the element stands in the text: from its `<` to behind its last `>`. */
  readonly prefix: string;
  readonly start: number;
  readonly end: number;
}

interface OpenElement extends Element {
  readonly children: Element[];
  text: string;
  end: number;
}

/** Undefined for a document that is ill-formed or has a DOCTYPE. */
export function readXml(text: string): Element | undefined {
  let root: OpenElement | undefined;
  let failed = false;
  const open: OpenElement[] = [];
  const parser = new SaxesParser({ xmlns: true });
  const append = (chunk: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += chunk;
  };
  const fail = (): void => {
    failed = true;
  };
  parser.on('opentag', (tag) => {
    const attributes = Object.fromEntries(
      Object.values(tag.attributes)
        .filter(({ prefix }) => prefix === '')
        .map(({ local, value }) => [local, value]),
    );
    // No attribute of a well-formed document holds a `<`.
    const start = text.lastIndexOf('<', parser.position - 1);
    const names = { namespace: tag.uri, name: tag.local, prefix: tag.prefix };
    const element = { ...names, attributes, children: [], text: '', start, end: start };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    const element = open.pop();
    if (element !== undefined) element.end = parser.position;
  });
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('doctype', fail);
  parser.on('error', fail);
  parser.write(text).close();
  return failed ? undefined : root;
}

/** All children of a name. */
export function childrenOf(
  element: Element | undefined,
  namespace: string,
  name: string,
): readonly Element[] {
  return element?.children.filter((child) => child.namespace === namespace && child.name === name) ?? [];
}

/** The only child of a name; undefined where there is none or more than one. */
export function childOf(element: Element | undefined, namespace: string, name: string): Element | undefined {
  const found = childrenOf(element, namespace, name);
  return found.length === 1 ? found[0] : undefined;
}
