// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** Percent-decoding of form components. Works on "binary" text: one UTF-16 unit per byte of the body. */

const nonAscii = /[^\0-\x7f]/;

/** The bytes of a body as binary text; a string is taken as the UTF-8 text of the body. */
export function toBinary(body: string | Uint8Array): string {
  if (typeof body !== 'string') {
    return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  }
  return nonAscii.test(body) ? Buffer.from(body, 'utf8').toString('latin1') : body;
}

const PLUS = 0x2b;
const PERCENT = 0x25;

/** Decodes `binary[start, end)`: `+`, `%xx`, then UTF-8. Never fails. */
export function decodeComponent(binary: string, start: number, end: number): string {
  let plus = false;
  let percent = false;
  let bytes = false;
  for (let index = start; index < end; index++) {
    const code = binary.charCodeAt(index);
    if (code === PERCENT) percent = true;
    else if (code === PLUS) plus = true;
    else if (code > 0x7f) bytes = true;
  }
  let component = binary.slice(start, end);
  if (plus) component = component.replaceAll('+', ' ');
  if (!percent && !bytes) return component;
  if (!bytes) {
    // Where every triplet is well-formed and the bytes are UTF-8, the built-in decoder gives the same and is faster.
    try {
      return decodeURIComponent(component);
    } catch {
      // A stray % or bytes that are not UTF-8: byte by byte.
    }
  }
  return decodeBytes(component);
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
