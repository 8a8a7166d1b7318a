/** A strict pull reader of XML 1.0, directly over the text. */

import { isXmlSpace } from './xml-characters.js';
import {
  APOS,
  BANG,
  CR,
  EQUALS,
  GT,
  LF,
  LT,
  QUESTION,
  QUOTE,
  SLASH,
  SPACE,
  TAB,
  XmlScanner,
} from './xml-scanner.js';

/** What a document may hold before it is refused. */
export interface XmlLimits {
  /** Elements inside each other, the root included. */
  readonly maxDepth: number;
  /** UTF-16 units of the whole document. */
  readonly maxLength: number;
  /** Attributes of one element, namespace declarations included. */
  readonly maxAttributes: number;
}

export const defaultXmlLimits: XmlLimits = { maxDepth: 100, maxLength: 32_000_000, maxAttributes: 256 };

interface Attribute {
  readonly name: string;
  readonly value: string;
}

/**
 * Reads a document element by element, in one pass and without a tree. Call {@link root} once, then
 * {@link nextChild} until it gives undefined; for each child take exactly one of {@link text}, {@link skip}, or
 * another loop of {@link nextChild}, which descends. {@link end} checks what follows the root.
 *
 * Names are local names. Prefixes are dropped and not resolved: an undeclared prefix is accepted, and so are two
 * attributes whose prefixes mean the same. A DOCTYPE is refused, and with it every entity but the five of XML;
 * `version="1.1"` is read by the rules of 1.0. In all else a document is accepted exactly when it is well-formed, as
 * far as it has been read: {@link end} reads all of it.
 *
 * Every method throws {@link XmlError} for what is ill-formed or beyond the limits; the reader is of no use then.
 */
export class XmlReader extends XmlScanner {
  private readonly limits: XmlLimits;
  /** Full names of the open elements by depth; only the first `depth` count. */
  private readonly names: string[] = [];
  private depth = 0;
  /** True while the current element is `<a/>` and its end has not been reported. */
  private selfClosed = false;
  private attributes: Attribute[] = [];
  private started = false;
  private strayText = false;
  private droppedChildren = false;

  constructor(text: string, limits: XmlLimits = defaultXmlLimits) {
    super(text, limits.maxLength);
    this.limits = limits;
  }

  /** Local name of the root element; what stands before it is checked and dropped. */
  root(): string {
    if (this.started) throw new Error('root() was called twice');
    this.started = true;
    this.readDeclaration();
    this.readMisc();
    if (this.position >= this.length) this.fail('no root element');
    if (this.source.charCodeAt(this.position) !== LT) this.fail('text before the root element');
    return this.openElement();
  }

  /**
   * Local name of the next child of the current element, which becomes the current one; undefined at the end of the
   * current element, whose parent becomes the current one. Text between children is dropped.
   */
  nextChild(): string | undefined {
    if (this.selfClosed) {
      this.closeEmpty();
      return undefined;
    }
    if (this.depth === 0) this.requireElement();
    const source = this.source;
    for (;;) {
      const code = source.charCodeAt(this.position);
      if (code === SPACE || code === LF || code === TAB || code === CR) this.position++;
      else if (code !== LT) this.noteStrayText(this.readText());
      else {
        const next = source.charCodeAt(this.position + 1);
        if (next === SLASH) {
          this.closeElement();
          return undefined;
        }
        if (next === BANG) {
          if (this.atCdata()) this.noteStrayText(this.readCdata());
          else this.readComment();
        } else if (next === QUESTION) this.readInstruction();
        else return this.openElement();
      }
    }
  }

  /**
   * Text of the current element, which ends with it: references resolved, CDATA included, `\r\n` and `\r` as `\n`,
   * no blank trimmed. Child elements are dropped; {@link hadChildren} then tells.
   */
  text(): string {
    this.droppedChildren = false;
    if (this.selfClosed) {
      this.closeEmpty();
      return '';
    }
    if (this.depth === 0) this.requireElement();
    const start = this.position;
    const end = this.source.indexOf('<', start);
    if (this.source.charCodeAt(end + 1) === SLASH) {
      const text = this.source.slice(start, end);
      if (this.isVerbatim(text)) {
        this.position = end;
        this.closeElement();
        return text;
      }
    }
    return this.readContent();
  }

  /** Leaves the current element behind, children and all; they are checked like everything else. */
  skip(): void {
    if (this.depth === 0) this.requireElement();
    const target = this.depth - 1;
    const stray = this.strayText;
    while (this.depth > target) this.nextChild();
    this.strayText = stray;
  }

  /**
   * Value of an attribute of the current element by its name as written, prefix included; undefined where it has
   * none of that name. To be called before anything inside the element is read.
   */
  attribute(name: string): string | undefined {
    for (const attribute of this.attributes) if (attribute.name === name) return attribute.value;
    return undefined;
  }

  /** True when the last {@link text} dropped child elements. */
  hadChildren(): boolean {
    return this.droppedChildren;
  }

  /** True once {@link nextChild} has dropped text that is not blank; what {@link skip} drops does not count. */
  hadStrayText(): boolean {
    return this.strayText;
  }

  /** Reads what is left: open elements to their ends, then only comments, instructions and blanks may follow. */
  end(): void {
    if (!this.started) this.root();
    while (this.depth > 0) this.skip();
    this.readMisc();
    if (this.position < this.length) this.fail('text or a second element after the root element');
  }

  /** Reads a start tag; the element becomes the current one. */
  private openElement(): string {
    const source = this.source;
    const depth = this.depth++;
    if (depth >= this.limits.maxDepth) this.fail(`elements deeper than ${this.limits.maxDepth}`);
    if (this.attributes.length > 0) this.attributes = [];
    const start = this.position + 1;
    let end = start;
    // Most names are ASCII letters, and most start tags hold nothing else.
    let lower = source.charCodeAt(end) | 0x20;
    while (lower >= 0x61 && lower <= 0x7a) lower = source.charCodeAt(++end) | 0x20;
    if (source.charCodeAt(end) === GT && end > start) {
      this.position = end + 1;
      const name = source.slice(start, end);
      this.names[depth] = name;
      return name;
    }
    end = this.nameEnd(start);
    this.names[depth] = source.slice(start, end);
    this.position = end;
    this.readAttributes();
    return this.localName(start, end);
  }

  /** From behind the element's name to behind `>` or `/>`. */
  private readAttributes(): void {
    const source = this.source;
    for (;;) {
      const start = this.position;
      this.skipBlanks();
      const code = source.charCodeAt(this.position);
      if (code === GT) {
        this.position++;
        return;
      }
      if (code === SLASH) {
        if (source.charCodeAt(this.position + 1) !== GT) this.fail('`/` without `>` in a start tag');
        this.position += 2;
        this.selfClosed = true;
        return;
      }
      if (this.position >= this.length) this.fail('the document ends in a start tag');
      if (start === this.position) this.fail('a blank was expected in a start tag');
      this.readAttribute();
    }
  }

  private readAttribute(): void {
    const source = this.source;
    const start = this.position;
    const end = this.nameEnd(start);
    this.localName(start, end);
    const name = source.slice(start, end);
    if (this.attribute(name) !== undefined) this.fail(`a second attribute '${shortName(name)}'`);
    if (this.attributes.length >= this.limits.maxAttributes) {
      this.fail(`more than ${this.limits.maxAttributes} attributes`);
    }
    this.position = end;
    this.skipBlanks();
    if (source.charCodeAt(this.position) !== EQUALS) this.fail('an attribute without value');
    this.position++;
    this.skipBlanks();
    const quote = source.charCodeAt(this.position);
    if (quote !== QUOTE && quote !== APOS) this.fail('an attribute value without quotes');
    this.position++;
    this.attributes.push({ name, value: this.readAttributeValue(quote) });
  }

  /** Reads an end tag; the parent becomes the current element. */
  private closeElement(): void {
    const source = this.source;
    const depth = this.depth - 1;
    const name = this.names[depth] ?? '';
    const start = this.position + 2;
    let position = start + name.length;
    // Cheaper than startsWith, which costs a call, and than a loop over the characters.
    if (source.slice(start, position) !== name) this.failEndTag(name);
    if (source.charCodeAt(position) !== GT) {
      while (isXmlSpace(source.charCodeAt(position))) position++;
      if (source.charCodeAt(position) !== GT) this.failEndTag(name);
    }
    this.position = position + 1;
    this.depth = depth;
    if (this.attributes.length > 0) this.attributes = [];
  }

  private closeEmpty(): void {
    this.selfClosed = false;
    this.depth--;
    if (this.attributes.length > 0) this.attributes = [];
  }

  private failEndTag(name: string): never {
    this.fail(`the end tag of '${shortName(name)}' was expected`);
  }

  /** Text of the current element to its end, markup between it dropped. */
  private readContent(): string {
    const source = this.source;
    let text = '';
    for (;;) {
      if (source.charCodeAt(this.position) !== LT) text += this.readText();
      const next = source.charCodeAt(this.position + 1);
      if (next === SLASH) {
        this.closeElement();
        return text;
      }
      if (next === BANG) {
        if (this.atCdata()) text += this.readCdata();
        else this.readComment();
      } else if (next === QUESTION) this.readInstruction();
      else {
        this.openElement();
        this.skip();
        this.droppedChildren = true;
      }
    }
  }

  private noteStrayText(text: string): void {
    if (/[^ \t\r\n]/.test(text)) this.strayText = true;
  }

  private requireElement(): void {
    throw new Error(this.started ? 'the root element has been left' : 'root() has to be called first');
  }
}

function shortName(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}...` : name;
}
