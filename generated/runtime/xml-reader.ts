// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** A strict pull reader of XML 1.0, directly over the text. */

import { XmlError } from './problem.js';
import {
  asciiNames,
  continuesName,
  isXmlCharacter,
  isXmlSpace,
  NAME_PART,
  NAME_START,
  startsName,
} from './xml-characters.js';

/** What a document may hold before it is refused. */
export interface XmlLimits {
  /** Elements inside each other, the root included. */
  readonly maxDepth: number;
  /** UTF-16 units of the whole document. */
  readonly maxLength: number;
}

export const defaultXmlLimits: XmlLimits = { maxDepth: 100, maxLength: 32_000_000 };

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const BANG = 0x21;
const QUOTE = 0x22;
const HASH = 0x23;
const AMP = 0x26;
const APOS = 0x27;
const SLASH = 0x2f;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const LT = 0x3c;
const EQUALS = 0x3d;
const GT = 0x3e;
const QUESTION = 0x3f;
const CLOSE_BRACKET = 0x5d;
const LOWER_X = 0x78;
const SURROGATES = 0xd800;

interface Attribute {
  readonly name: string;
  readonly value: string;
}

/**
 * Reads a document element by element, in one pass and without a tree. Call {@link root} once, then
 * {@link nextChild} until it gives undefined; for each child take exactly one of {@link text}, {@link skip}, or
 * another loop of {@link nextChild}, which descends. {@link end} checks what follows the root.
 *
 * Names are local names: prefixes are dropped and not resolved, so an undeclared prefix is accepted. A DOCTYPE is
 * refused, and with it every entity but the five of XML; `version="1.1"` is read by the rules of 1.0. In all else a
 * document is accepted exactly when it is well-formed, as far as it has been read; {@link end} reads all of it.
 *
 * Every method throws {@link XmlError} for what is ill-formed or beyond the limits.
 */
export class XmlReader {
  private readonly source: string;
  private readonly length: number;
  private readonly maxDepth: number;
  private readonly plain: boolean;
  private position = 0;
  /** Elements that are open, the current one included. */
  private depth = 0;
  /** Where the full names of the open elements stand in the text, by depth. */
  private readonly nameStarts: number[] = [];
  private readonly nameEnds: number[] = [];
  /** True while the current element is `<a/>` and nobody has been told that it ends. */
  private selfClosed = false;
  private attributes: Attribute[] = [];
  private strayText = false;
  private mixed = false;
  private state: 'start' | 'content' | 'after' = 'start';

  constructor(text: string, limits: XmlLimits = defaultXmlLimits) {
    this.source = text;
    this.length = text.length;
    this.maxDepth = limits.maxDepth;
    this.plain = isPlain(text);
    if (text.length > limits.maxLength)
      this.fail(`a document of more than ${limits.maxLength} characters`, 0);
  }

  /** Local name of the root element; what stands before it is checked and dropped. */
  root(): string {
    if (this.state !== 'start') throw new Error('XmlReader.root() was called twice');
    this.readProlog();
    this.state = 'content';
    return this.openElement();
  }

  /**
   * Local name of the next child of the current element, which becomes the current one; undefined at the end of the
   * current element, whose parent becomes the current one. Text between children is dropped.
   */
  nextChild(): string | undefined {
    if (this.selfClosed) {
      this.selfClosed = false;
      this.leave();
      return undefined;
    }
    if (this.depth === 0) {
      if (this.state === 'start') throw new Error('XmlReader.root() has to be called first');
      return undefined;
    }
    const source = this.source;
    for (;;) {
      const code = source.charCodeAt(this.position);
      if (code === LT) {
        const next = source.charCodeAt(this.position + 1);
        if (next === SLASH) {
          this.closeElement();
          return undefined;
        }
        if (next === BANG) {
          if (this.isCdata()) {
            this.strayText = true;
            this.readCdata();
          } else this.readComment();
        } else if (next === QUESTION) this.readInstruction();
        else return this.openElement();
      } else if (code === SPACE || code === LF || code === TAB || code === CR) this.position++;
      else {
        this.strayText = true;
        this.readText(this.position, '');
      }
    }
  }

  /**
   * Text of the current element, which ends with it: references resolved, CDATA included, `\r\n` and `\r` as `\n`,
   * no blank trimmed. Child elements are dropped; {@link hadChildren} then tells.
   */
  text(): string {
    this.mixed = false;
    if (this.selfClosed) {
      this.selfClosed = false;
      this.leave();
      return '';
    }
    const source = this.source;
    const start = this.position;
    if (this.plain) {
      const end = source.indexOf('<', start);
      if (source.charCodeAt(end + 1) === SLASH) {
        this.position = end;
        this.closeElement();
        return source.slice(start, end);
      }
    }
    return this.readMixed();
  }

  /** Leaves the current element behind, children and all, checked like everything else. */
  skip(): void {
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
    return this.mixed;
  }

  /** True once {@link nextChild} has dropped text that was not blank; {@link skip} does not count. */
  hadStrayText(): boolean {
    return this.strayText;
  }

  /** Reads what is left: open elements to their ends, then only comments, instructions and blanks may follow. */
  end(): void {
    if (this.state === 'start') this.root();
    while (this.depth > 0) this.skip();
    this.readMisc();
    if (this.position < this.length) this.fail('text after the root element');
  }

  /** Offset in the text, in UTF-16 units, of what is read next: for messages. */
  offset(): number {
    return this.position;
  }

  private readProlog(): void {
    if (this.source.charCodeAt(0) === 0xfeff) this.position = 1;
    if (this.source.startsWith('<?xml', this.position)) {
      const after = this.source.charCodeAt(this.position + 5);
      if (isXmlSpace(after)) this.readDeclaration();
    }
    this.readMisc();
    if (this.position >= this.length) this.fail('no root element');
    if (this.source.charCodeAt(this.position) !== LT) this.fail('text before the root element');
  }

  /** Blanks, comments and instructions outside the root. */
  private readMisc(): void {
    for (;;) {
      const code = this.source.charCodeAt(this.position);
      if (code === LT) {
        const next = this.source.charCodeAt(this.position + 1);
        if (next === BANG) this.readComment();
        else if (next === QUESTION) this.readInstruction();
        else return;
      } else if (isXmlSpace(code)) this.position++;
      else return;
    }
  }

  private readDeclaration(): void {
    declarationPattern.lastIndex = this.position;
    if (!declarationPattern.test(this.source)) this.fail('a malformed XML declaration');
    this.position = declarationPattern.lastIndex;
  }

  /** Reads a start tag at `<`; the element becomes the current one. */
  private openElement(): string {
    if (this.depth >= this.maxDepth) this.fail(`elements deeper than ${this.maxDepth}`);
    if (this.depth === 0 && this.state === 'after') this.fail('a second root element');
    const start = this.position + 1;
    const end = this.nameEnd(start);
    const depth = this.depth++;
    this.nameStarts[depth] = start;
    this.nameEnds[depth] = end;
    this.position = end;
    if (this.attributes.length > 0) this.attributes = [];
    const code = this.source.charCodeAt(end);
    if (code === GT) this.position = end + 1;
    else this.readAttributes();
    return this.localName(start, end);
  }

  private localName(start: number, end: number): string {
    const source = this.source;
    for (let index = start; index < end; index++) {
      if (source.charCodeAt(index) !== COLON) continue;
      const local = index + 1;
      const malformed = index === start || local === end || source.slice(local, end).includes(':');
      if (malformed || !this.isNameStart(local)) this.fail('a malformed qualified name', start);
      return source.slice(local, end);
    }
    return source.slice(start, end);
  }

  private isNameStart(index: number): boolean {
    const code = this.source.codePointAt(index) ?? 0;
    return code < 0x80 ? ((asciiNames[code] ?? 0) & NAME_START) !== 0 : startsName(code);
  }

  /** End of the name that starts at `start`. */
  private nameEnd(start: number): number {
    const source = this.source;
    if (!(start < this.length && this.isNameStart(start))) this.fail('a name was expected', start);
    let index = start;
    while (index < this.length) {
      const code = source.charCodeAt(index);
      if (code < 0x80) {
        if (((asciiNames[code] ?? 0) & NAME_PART) === 0) return index;
        index++;
      } else {
        const point = source.codePointAt(index) ?? 0;
        if (!continuesName(point)) return index;
        index += point > 0xffff ? 2 : 1;
      }
    }
    return index;
  }

  /** From behind the element's name to behind `>` or `/>`. */
  private readAttributes(): void {
    const source = this.source;
    for (;;) {
      const blank = this.position;
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
      if (blank === this.position) this.fail('a blank was expected in a start tag');
      this.readAttribute();
    }
  }

  private readAttribute(): void {
    const source = this.source;
    const start = this.position;
    const end = this.nameEnd(start);
    this.localName(start, end);
    const name = source.slice(start, end);
    this.position = end;
    this.skipBlanks();
    if (source.charCodeAt(this.position) !== EQUALS) this.fail('an attribute without value');
    this.position++;
    this.skipBlanks();
    const quote = source.charCodeAt(this.position);
    if (quote !== QUOTE && quote !== APOS) this.fail('an attribute value without quotes');
    this.position++;
    const value = this.readAttributeValue(quote);
    if (this.attribute(name) !== undefined) this.fail(`a second attribute '${shortName(name)}'`, start);
    this.attributes.push({ name, value });
  }

  /** Value up to the closing quote, normalized: blanks are spaces, references are resolved. */
  private readAttributeValue(quote: number): string {
    const source = this.source;
    let start = this.position;
    if (this.plain) {
      const end = source.indexOf(quote === QUOTE ? '"' : "'", start);
      const value = source.slice(start, end === -1 ? this.length : end);
      if (end !== -1 && !value.includes('<') && !value.includes('\n') && !value.includes('\t')) {
        this.position = end + 1;
        return value;
      }
    }
    let value = '';
    for (let position = start; position < this.length;) {
      const code = source.charCodeAt(position);
      if (code === quote) {
        this.position = position + 1;
        return value + source.slice(start, position);
      }
      if (code === LT) this.fail('`<` in an attribute value', position);
      if (code === AMP) {
        value += source.slice(start, position);
        this.position = position;
        value += this.readReference();
        position = this.position;
        start = position;
      } else if (code === TAB || code === LF || code === CR) {
        value += `${source.slice(start, position)} `;
        position += code === CR && source.charCodeAt(position + 1) === LF ? 2 : 1;
        start = position;
      } else position = this.nextCharacter(position);
    }
    this.fail('the document ends in an attribute value', this.length);
  }

  /** Reads an end tag at `</`; the parent becomes the current element. */
  private closeElement(): void {
    const source = this.source;
    const start = this.nameStarts[this.depth - 1] ?? 0;
    const end = this.nameEnds[this.depth - 1] ?? 0;
    let position = this.position + 2;
    for (let index = start; index < end; index++, position++) {
      if (source.charCodeAt(index) !== source.charCodeAt(position)) this.failEndTag(start, end);
    }
    if (source.charCodeAt(position) !== GT) {
      while (isXmlSpace(source.charCodeAt(position))) position++;
      if (source.charCodeAt(position) !== GT) this.failEndTag(start, end);
    }
    this.position = position + 1;
    this.leave();
  }

  private leave(): void {
    this.depth--;
    if (this.depth === 0) this.state = 'after';
    if (this.attributes.length > 0) this.attributes = [];
  }

  private failEndTag(start: number, end: number): never {
    this.fail(`the end tag of '${shortName(this.source.slice(start, end))}' was expected`);
  }

  /** Content of the current element, markup and all, to its end. */
  private readMixed(): string {
    const source = this.source;
    let text = '';
    for (;;) {
      if (source.charCodeAt(this.position) !== LT) text = this.readText(this.position, text);
      else {
        const next = source.charCodeAt(this.position + 1);
        if (next === SLASH) {
          this.closeElement();
          return text;
        }
        if (next === BANG) {
          if (this.isCdata()) text += this.readCdata();
          else this.readComment();
        } else if (next === QUESTION) this.readInstruction();
        else {
          this.openElement();
          this.skip();
          this.mixed = true;
        }
      }
    }
  }

  /** Appends character data from `start` up to the next `<`. */
  private readText(start: number, before: string): string {
    const source = this.source;
    let text = before;
    let from = start;
    let position = start;
    while (position < this.length) {
      const code = source.charCodeAt(position);
      if (code > CLOSE_BRACKET ? code < SURROGATES : isSpecial[code] !== 1) position++;
      else if (code === LT) {
        this.position = position;
        return text + source.slice(from, position);
      } else if (code === AMP) {
        text += source.slice(from, position);
        this.position = position;
        text += this.readReference();
        position = this.position;
        from = position;
      } else if (code === CR) {
        text += `${source.slice(from, position)}\n`;
        position += source.charCodeAt(position + 1) === LF ? 2 : 1;
        from = position;
      } else {
        if (code === CLOSE_BRACKET && source.startsWith(']]>', position))
          this.fail('`]]>` in text', position);
        position = this.nextCharacter(position);
      }
    }
    this.fail('the document ends inside an element', this.length);
  }

  /** What a reference at `&` stands for. */
  private readReference(): string {
    const source = this.source;
    const start = this.position + 1;
    if (source.charCodeAt(start) === HASH) return this.readCharacterReference(start + 1);
    const end = start < this.length && this.isNameStart(start) ? this.nameEnd(start) : start;
    if (end === start || source.charCodeAt(end) !== SEMICOLON) this.fail('`&` that starts no reference');
    this.position = end + 1;
    switch (source.slice(start, end)) {
      case 'amp':
        return '&';
      case 'lt':
        return '<';
      case 'gt':
        return '>';
      case 'quot':
        return '"';
      case 'apos':
        return "'";
      default:
        this.fail('an entity that is not declared', start - 1);
    }
  }

  private readCharacterReference(start: number): string {
    const source = this.source;
    const hexadecimal = source.charCodeAt(start) === LOWER_X;
    const radix = hexadecimal ? 16 : 10;
    const first = hexadecimal ? start + 1 : start;
    let position = first;
    let point = 0;
    for (; ; position++) {
      const digit = digitValue(source.charCodeAt(position));
      if (digit >= radix) break;
      // Past the last code point the value only has to stay too large.
      point = Math.min(point * radix + digit, 0x110000);
    }
    if (position === first || source.charCodeAt(position) !== SEMICOLON) {
      this.fail('a malformed character reference');
    }
    if (!isXmlCharacter(point)) this.fail('a reference to a character that XML 1.0 has not');
    this.position = position + 1;
    return String.fromCodePoint(point);
  }

  private isCdata(): boolean {
    return this.source.startsWith('<![CDATA[', this.position);
  }

  private readCdata(): string {
    const start = this.position + 9;
    const end = this.checkedUntil(']]>', start, 'a CDATA section');
    this.position = end + 3;
    const text = this.source.slice(start, end);
    return text.includes('\r') ? text.replace(lineEnds, '\n') : text;
  }

  /** Reads a comment at `<!`, the only thing of that beginning that is not text. */
  private readComment(): void {
    const source = this.source;
    const start = this.position;
    if (!source.startsWith('<!--', start)) {
      this.fail(source.startsWith('<!DOCTYPE', start) ? 'a DOCTYPE is refused' : 'markup that is not known');
    }
    const end = this.checkedUntil('--', start + 4, 'a comment');
    if (source.charCodeAt(end + 2) !== GT) this.fail('`--` in a comment', end);
    this.position = end + 3;
  }

  /** Reads a processing instruction at `<?`. */
  private readInstruction(): void {
    const source = this.source;
    const start = this.position + 2;
    const targetEnd = this.nameEnd(start);
    const target = source.slice(start, targetEnd);
    if (target.length === 3 && target.toLowerCase() === 'xml')
      this.fail('an XML declaration that is not first');
    if (target.includes(':')) this.fail('a colon in the name of an instruction', start);
    if (!source.startsWith('?>', targetEnd) && !isXmlSpace(source.charCodeAt(targetEnd))) {
      this.fail('a blank was expected in an instruction', targetEnd);
    }
    this.position = this.checkedUntil('?>', targetEnd, 'an instruction') + 2;
  }

  /** Where `terminator` stands next; everything before it is checked to be characters of XML. */
  private checkedUntil(terminator: string, start: number, what: string): number {
    const end = this.source.indexOf(terminator, start);
    for (let position = start; position < (end === -1 ? this.length : end);) {
      position = this.nextCharacter(position);
    }
    if (end === -1) this.fail(`the document ends in ${what}`, this.length);
    return end;
  }

  /** Index behind the character at `position`. */
  private nextCharacter(position: number): number {
    const point = this.source.codePointAt(position) ?? 0;
    if (!isXmlCharacter(point)) this.fail('a character that XML 1.0 has not', position);
    return position + (point > 0xffff ? 2 : 1);
  }

  private skipBlanks(): void {
    while (isXmlSpace(this.source.charCodeAt(this.position))) this.position++;
  }

  private fail(reason: string, offset: number = this.position): never {
    const before = this.source.slice(0, offset).split(lineEnds);
    throw new XmlError(reason, offset, before.length, (before.at(-1) ?? '').length + 1);
  }
}

/** 1 for ASCII characters up to `]` at which the fast loop over text has to stop. */
const isSpecial = new Uint8Array(CLOSE_BRACKET + 1);
isSpecial.fill(1, 0, SPACE);
for (const code of [LT, AMP, CLOSE_BRACKET]) isSpecial[code] = 1;
isSpecial[TAB] = 0;
isSpecial[LF] = 0;

const lineEnds = /\r\n?|\n/g;

const declarationPattern =
  /<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.\d+"|'1\.\d+')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/y;

/** Value of a hexadecimal digit; 99 where it is none. */
function digitValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : 99;
}

function shortName(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}...` : name;
}

const exceptional = [...Array(32).keys()].filter((c) => c !== 9 && c !== 10).map((c) => String.fromCharCode(c)).concat('&', ']]>', '\ufffe', '\uffff');
function isPlain(text: string): boolean {
  for (const c of exceptional) if (text.indexOf(c) !== -1) return false;
  return (text as string & { isWellFormed(): boolean }).isWellFormed();
}
