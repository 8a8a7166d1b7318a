/** Values that readers, patterns and writers are known to trip over. */
import type { Random } from './random.js';

const texts = [
  '',
  ' ',
  '0',
  '-0',
  '+900',
  '0900',
  '900.0',
  '1e3',
  '2147483648',
  '-2147483649',
  '999999999999999999999999',
  'NaN',
  'true',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  'toString',
  '\u0000',
  '\u0001\u001f',
  '\t\r\n',
  '\u007f\u0085\u2028',
  '\ufffe\uffff',
  '\u{10ffff}',
  'e\u0301'.repeat(40),
  '👩‍👩‍👧',
  ']]>',
  '<!DOCTYPE a [<!ENTITY b "c">]>&b;',
  '<a xmlns="b"/>',
  '&amp;&#0;&#x1F600;',
  '\'"\\',
  '%s%n%00%',
  '../../etc/passwd',
  '${jndi:x}',
  '{"Version":"2012-10-17","Statement":[]}',
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
  '{"Statement":{"Effect":"Deny","NotAction":["sts:*"],"Resource":"*","Condition":{"Bool":{"a":null}}}}',
  '{"Statement":[{"Effect":"Allow","Action":"sts:*","Resource":"*","Condition":{"StringLike":{"aws:username":["**?*?*"]}}}]}',
  '{"Statement":[[[[]]]]}',
  '[]',
  '1',
  '"',
  'arn:aws:iam::123456789012:role/demo',
  'arn:aws:iam::123456789012:role/',
  'arn:aws:iam::123456789012:user/alice',
  'arn:aws:iam::111122223333:root',
  'arn:::::',
  '111122223333',
  'eyJhbGciOiJub25lIn0.e30.',
  'eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOjF9.AAAA',
  '..',
  'PGE+PC9hPg==',
] as const;

export function nastyText(random: Random): string {
  const text = random.pick(texts);
  switch (random.int(6)) {
    case 0:
      return text.repeat(1 + random.int(10));
    case 1:
      return random
        .pick(['a', 'x=', 'é', '𝔘', '*', ',', '('])
        .repeat(1 + random.int(random.chance(0.1) ? 3000 : 300));
    case 2:
      return Array.from({ length: random.int(80) }, () => String.fromCodePoint(codePoint(random))).join('');
    default:
      return text;
  }
}

/** Any code point but surrogates, small ones more often. */
function codePoint(random: Random): number {
  const point = random.int(random.pick([0x80, 0x100, 0x3000, 0x110000]));
  return point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
}
