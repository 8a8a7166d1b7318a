/**
 * XML documents compared as awsQuery means them: namespace declarations and prefixes apart, children of different
 * names in any order, children of one name in theirs, the entries of a map in any.
 */
import { SaxesParser } from 'saxes';
import type { MapShape, Shape } from '../ir/ir.js';
import { isSimple } from '../ir/shape-kinds.js';
import { differ, show } from './difference.js';
import type { Difference } from './difference.js';
import type { Owner } from './values.js';

export interface Element {
  /** Without prefix. */
  readonly name: string;
  /** Without namespace declarations. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  /** Character data of the element itself; references and CDATA resolved. */
  readonly text: string;
}

interface OpenElement extends Element {
  readonly children: OpenElement[];
  text: string;
}

/** The root of a document; an `Error` with line and column where it is ill-formed. Saxes reads, not our own reader. */
export function readXml(text: string): Element | Error {
  const parser = new SaxesParser({ xmlns: true });
  const top: OpenElement = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [top];
  let failure: Error | undefined;
  parser.on('error', (error) => (failure ??= error));
  parser.on('opentag', ({ local, attributes }) => {
    const own = Object.values(attributes).filter(
      ({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns',
    );
    const kept = new Map(own.map(({ local: name, value }) => [name, value]));
    const element: OpenElement = { name: local, attributes: kept, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  const addText = (part: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += part;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => open.pop());
  parser.write(text).close();
  return failure ?? top.children[0] ?? new Error('no root element');
}

/** The first element along a path of names below `element`. */
export function findElement(element: Element, ...path: readonly string[]): Element | undefined {
  return path.reduce<Element | undefined>(
    (at, name) => at?.children.find((child) => child.name === name),
    element,
  );
}

/** The request id that a document has in its metadata, or beside an error. */
export function requestIdOf(root: Element): string | undefined {
  return (findElement(root, 'ResponseMetadata', 'RequestId') ?? findElement(root, 'RequestId'))?.text;
}

/** An element without the children that `unwanted` says. */
export function without(element: Element, unwanted: (child: Element) => boolean): Element {
  return { ...element, children: element.children.filter((child) => !unwanted(child)) };
}

/** How two elements differ, children included; their own names apart. */
export function compareElements(wanted: Element, got: Element, at: string): readonly Difference[] {
  const attributes = new Set([...wanted.attributes.keys(), ...got.attributes.keys()]);
  const isLeaf = wanted.children.length === 0 && got.children.length === 0;
  // Between elements white space is layout; in an element of text alone it is the value.
  const textOf = ({ text }: Element): string => (isLeaf ? text : text.trim());
  return [
    ...[...attributes].flatMap((name) => {
      return differ(`${at}/@${name}`, wanted.attributes.get(name), got.attributes.get(name));
    }),
    ...differ(at, textOf(wanted), textOf(got)),
    ...compareChildren(wanted, got, at),
  ];
}

function compareChildren(wanted: Element, got: Element, at: string): readonly Difference[] {
  const names = new Set([...wanted.children, ...got.children].map(({ name }) => name));
  return [...names].flatMap((name) => {
    const [ours, theirs] = [wanted, got].map(({ children }) =>
      children.filter((child) => child.name === name),
    );
    const count = Math.max(ours?.length ?? 0, theirs?.length ?? 0);
    return Array.from({ length: count }, (_, index): readonly Difference[] => {
      const path = `${at}/${name}${count > 1 ? `[${index + 1}]` : ''}`;
      const [one, other] = [ours?.[index], theirs?.[index]];
      if (one !== undefined && other !== undefined) return compareElements(one, other, path);
      return [{ what: path, wanted: describe(one), got: describe(other) }];
    }).flat();
  });
}

function describe(element: Element | undefined): string {
  return element === undefined ? 'no element' : `an element with ${show(element.text.trim())}`;
}

/**
 * A document whose root's children, a result or an error, hold the members of `owner`, ready to be compared: the entries
 * of every map sorted by their keys, no white space where there can be no text.
 */
export function normalized(owner: Owner, root: Element): Element {
  return { ...withoutLayout(root), children: root.children.map((child) => withSortedMaps(owner, child)) };
}

function withSortedMaps(owner: Owner, element: Element): Element {
  let sorted = withoutLayout(element);
  for (const { wireName, targetShape: shape, flattened } of owner.members) {
    if (isSimple(shape)) continue;
    if (flattened && shape.kind === 'map') sorted = sortEntries(shape, sorted, wireName);
    else if (flattened && shape.kind === 'list')
      sorted = sortWithin(shape.member.targetShape, sorted, wireName);
    else sorted = sortWithin(shape, sorted, wireName);
  }
  return sorted;
}

function withoutLayout(element: Element): Element {
  return { ...element, text: element.text.trim() };
}

/** The same for the children of one name, each a value of the shape. */
function sortWithin(shape: Shape, element: Element, name: string): Element {
  const children = element.children.map((child) => (child.name === name ? sortValue(shape, child) : child));
  return { ...element, children };
}

function sortValue(shape: Shape, element: Element): Element {
  if (isSimple(shape)) return element;
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return withSortedMaps(shape, element);
    case 'list':
      return withoutLayout(sortWithin(shape.member.targetShape, element, shape.member.wireName));
    case 'map':
      return withoutLayout(sortEntries(shape, element, 'entry'));
  }
}

function sortEntries(shape: MapShape, element: Element, name: string): Element {
  const keyOf = (entry: Element): string => findElement(entry, shape.key.wireName)?.text ?? '';
  const entries = element.children
    .filter((child) => child.name === name)
    .map((entry) => sortWithin(shape.value.targetShape, entry, shape.value.wireName))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
  return { ...element, children: [...element.children.filter((child) => child.name !== name), ...entries] };
}
