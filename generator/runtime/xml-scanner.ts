/** The lexical layer of the XML reader: characters, names, references, and markup without structure. */

import { XmlError } from './problem.js';
import {
  asciiNames,
  continuesName,
  isLegal,
  isXmlCharacter,
  isXmlSpace,
  NAME_PART,
  NAME_START,
  startsName,
} from './xml-characters.js';

export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const BANG = 0x21;
export const QUOTE = 0x22;
const HASH = 0x23;
const AMP = 0x26;
export const APOS = 0x27;
export const SLASH = 0x2f;
const SEMICOLON = 0x3b;
export const LT = 0x3c;
export const EQUALS = 0x3d;
export const GT = 0x3e;
export const QUESTION = 0x3f;
const CLOSE_BRACKET = 0x5d;
const LOWER_X = 0x78;
const SURROGATES = 0xd800;

/**
 * A text and a position in it. Each `read` method starts at the position, leaves it behind what it has read, and
 * throws {@link XmlError} for what is ill-formed.
 */
export class XmlScanner {
  protected readonly source: string;
  protected readonly length: number;
  /** True where every character is one of XML 1.0: nothing has to look at them one by one then. */
  private readonly legal: boolean;
  /** True where all text is what stands there, as {@link isVerbatim} has it. */
  private readonly plain: boolean;
  protected position = 0;

  constructor(text: string, maxLength: number) {
    this.source = text;
    this.length = text.length;
    if (text.length > maxLength) this.fail(`a document of more than ${maxLength} characters`, 0);
    this.legal = isLegal(text);
    this.plain = this.legal && isVerbatim(text);
  }

  /** Offset of what is read next, in UTF-16 units: for messages. */
  offset(): number {
    return this.position;
  }

  /** Byte order mark and XML declaration. */
  protected readDeclaration(): void {
    if (this.source.charCodeAt(0) === 0xfeff) this.position = 1;
    const isDeclaration =
      this.source.startsWith('<?xml', this.position) && isXmlSpace(this.source.charCodeAt(this.position + 5));
    if (!isDeclaration) return;
    declarationPattern.lastIndex = this.position;
    if (!declarationPattern.test(this.source)) this.fail('a malformed XML declaration');
    this.position = declarationPattern.lastIndex;
  }

  /** Blanks, comments and instructions: all that may stand outside the root element. */
  protected readMisc(): void {
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

  /** True where `text`, a piece of the document, means what stands there. */
  protected isVerbatim(text: string): boolean {
    return this.plain || (this.legal && isVerbatim(text));
  }

  /** Character data up to the next `<`, references resolved and line ends normalized. */
  protected readText(): string {
    const source = this.source;
    let text = '';
    let from = this.position;
    let position = from;
    while (position < this.length) {
      const code = source.charCodeAt(position);
      if (code > CLOSE_BRACKET ? code < SURROGATES : stopsText[code] !== 1) position++;
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

  /** Attribute value from behind its opening quote to behind the closing one; blanks in it become spaces. */
  protected readAttributeValue(quote: number): string {
    const source = this.source;
    let from = this.position;
    if (this.legal) {
      const end = source.indexOf(quote === QUOTE ? '"' : "'", from);
      const value = end === -1 ? '<' : source.slice(from, end);
      if (!value.includes('<') && !value.includes('\n') && !value.includes('\t') && isVerbatim(value)) {
        this.position = end + 1;
        return value;
      }
    }
    let value = '';
    for (let position = from; position < this.length;) {
      const code = source.charCodeAt(position);
      if (code === quote) {
        this.position = position + 1;
        return value + source.slice(from, position);
      }
      if (code === LT) this.fail('`<` in an attribute value', position);
      if (code === AMP) {
        value += source.slice(from, position);
        this.position = position;
        value += this.readReference();
        position = this.position;
        from = position;
      } else if (code === TAB || code === LF || code === CR) {
        value += `${source.slice(from, position)} `;
        position += code === CR && source.charCodeAt(position + 1) === LF ? 2 : 1;
        from = position;
      } else position = this.nextCharacter(position);
    }
    this.fail('the document ends in an attribute value', this.length);
  }

  protected atCdata(): boolean {
    return this.source.startsWith('<![CDATA[', this.position);
  }

  /** Text of a CDATA section, line ends normalized. */
  protected readCdata(): string {
    const start = this.position + 9;
    const end = this.checkedUntil(']]>', start, 'a CDATA section');
    this.position = end + 3;
    const text = this.source.slice(start, end);
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  }

  /** Reads a comment; everything else that begins with `<!` is refused. */
  protected readComment(): void {
    const source = this.source;
    const start = this.position;
    if (!source.startsWith('<!--', start)) {
      this.fail(
        source.startsWith('<!DOCTYPE', start) ? 'a DOCTYPE is refused' : 'markup that XML has not here',
      );
    }
    const end = this.checkedUntil('--', start + 4, 'a comment');
    if (source.charCodeAt(end + 2) !== GT) this.fail('`--` in a comment', end);
    this.position = end + 3;
  }

  /** Reads a processing instruction. */
  protected readInstruction(): void {
    const source = this.source;
    const start = this.position + 2;
    const targetEnd = this.nameEnd(start);
    const target = source.slice(start, targetEnd);
    if (target.length === 3 && target.toLowerCase() === 'xml') this.fail('a misplaced XML declaration');
    if (target.includes(':')) this.fail('a colon in the name of an instruction', start);
    if (!source.startsWith('?>', targetEnd) && !isXmlSpace(source.charCodeAt(targetEnd))) {
      this.fail('a blank was expected in an instruction', targetEnd);
    }
    this.position = this.checkedUntil('?>', targetEnd, 'an instruction') + 2;
  }

  protected skipBlanks(): void {
    while (isXmlSpace(this.source.charCodeAt(this.position))) this.position++;
  }

  /** End of the name that starts at `start`. */
  protected nameEnd(start: number): number {
    const source = this.source;
    if (!this.isNameStart(start)) this.fail('a name was expected', start);
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

  /** What stands behind the prefix of the name `[start, end)`; the prefix is not resolved. */
  protected localName(start: number, end: number): string {
    const name = this.source.slice(start, end);
    const colon = name.indexOf(':');
    if (colon === -1) return name;
    const isQualified = colon > 0 && colon < name.length - 1 && !name.includes(':', colon + 1);
    if (!isQualified) this.fail('a malformed qualified name', start);
    return name.slice(colon + 1);
  }

  /** @throws XmlError with the line and column of `offset` */
  protected fail(reason: string, offset: number = this.position): never {
    const lines = this.source.slice(0, offset).split(/\r\n?|\n/);
    throw new XmlError(reason, offset, lines.length, (lines.at(-1) ?? '').length + 1);
  }

  /** What a reference stands for: one of a character, or of the five entities that need no declaration. */
  private readReference(): string {
    const source = this.source;
    const start = this.position + 1;
    if (source.charCodeAt(start) === HASH) return this.readCharacterReference(start + 1);
    const end = this.isNameStart(start) ? this.nameEnd(start) : start;
    if (end === start || source.charCodeAt(end) !== SEMICOLON) this.fail('`&` that starts no reference');
    const character = entities.get(source.slice(start, end));
    if (character === undefined) this.fail('an entity that is not declared');
    this.position = end + 1;
    return character;
  }

  private readCharacterReference(start: number): string {
    const source = this.source;
    const radix = source.charCodeAt(start) === LOWER_X ? 16 : 10;
    const first = radix === 16 ? start + 1 : start;
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

  private isNameStart(index: number): boolean {
    // Past the end the code point is undefined, and 0 starts no name.
    const code = this.source.codePointAt(index) ?? 0;
    return code < 0x80 ? ((asciiNames[code] ?? 0) & NAME_START) !== 0 : startsName(code);
  }

  /** Where `terminator` stands next; everything before it is checked to be characters of XML. */
  private checkedUntil(terminator: string, start: number, what: string): number {
    const end = this.source.indexOf(terminator, start);
    const checked = end === -1 ? this.length : end;
    for (let position = start; !this.legal && position < checked;) position = this.nextCharacter(position);
    if (end === -1) this.fail(`the document ends in ${what}`, this.length);
    return end;
  }

  /** Index behind the character at `position`. */
  private nextCharacter(position: number): number {
    const point = this.source.codePointAt(position) ?? 0;
    if (!isXmlCharacter(point)) this.fail('a character that XML 1.0 has not', position);
    return position + (point > 0xffff ? 2 : 1);
  }
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** True for text without references, without `\r`, which reads as a line feed, and without the ill-formed `]]>`. */
function isVerbatim(text: string): boolean {
  return text.indexOf('&') === -1 && text.indexOf('\r') === -1 && text.indexOf(']]>') === -1;
}

/** 1 for the characters up to `]` at which the loop over text has to stop. */
const stopsText = new Uint8Array(CLOSE_BRACKET + 1);
stopsText.fill(1, 0, SPACE);
for (const code of [LT, AMP, CLOSE_BRACKET]) stopsText[code] = 1;
for (const code of [TAB, LF]) stopsText[code] = 0;

const declarationPattern =
  /<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.\d+"|'1\.\d+')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/y;

/** Value of a hexadecimal digit; 99 where it is none. */
function digitValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : 99;
}
