// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** Percent-decoding of form components. Works on "binary" text: one UTF-16 unit per byte of the body. */

/** A body as binary text. */
export interface BinaryText {
  readonly text: string;
  /** True where no byte is above 0x7f: then the components are text already. */
  readonly isAscii: boolean;
}

/** The bytes of a body as binary text; a string is taken as the UTF-8 text of the body. */
export function toBinary(body: string | Uint8Array): BinaryText {
  const latin1 =
    typeof body === 'string'
      ? body
      : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  // Only ASCII has as many bytes in UTF-8 as characters; nothing else tells as fast.
  const isAscii = Buffer.byteLength(latin1, 'utf8') === latin1.length;
  const isText = typeof body === 'string' && !isAscii;
  return { text: isText ? Buffer.from(body, 'utf8').toString('latin1') : latin1, isAscii };
}

const PERCENT = 0x25;

/** Decodes `binary[start, end)`: `+`, `%xx`, then UTF-8. Never fails. */
export function decodeComponent(binary: BinaryText, start: number, end: number): string {
  let component = binary.text.slice(start, end);
  if (component.includes('+')) component = component.replaceAll('+', ' ');
  if (!binary.isAscii) return decodeBytes(component);
  if (!component.includes('%')) return component;
  // Where every triplet is well-formed and the bytes are UTF-8, the built-in decoder gives the same and is faster.
  try {
    return decodeURIComponent(component);
  } catch {
    return decodeBytes(component);
  }
}

function decodeBytes(component: string): string {
  const bytes = Buffer.allocUnsafe(component.length);
  let length = 0;
  for (let index = 0; index < component.length; index++) {
    let code = component.charCodeAt(index);
    if (code === PERCENT) {
      const high = hexDigit(component.charCodeAt(index + 1));
      const low = hexDigit(component.charCodeAt(index + 2));
      if (high >= 0 && low >= 0) {
        code = high * 16 + low;
        index += 2;
      }
    }
    bytes[length++] = code;
  }
  return bytes.toString('utf8', 0, length);
}

/** Value of a hexadecimal digit, or -1; NaN, past the end, is none. */
function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
