/** Forms as lists of pairs, ways to break them, and ways to write them. */
import { nastyText } from './nasty.js';
import type { Random } from './random.js';

export type Pair = readonly [name: string, value: string];
export type Form = readonly Pair[];

/** @throws URIError for a form that is not percent-encoded UTF-8 */
export function readPairs(form: string): Form {
  return form.split('&').map((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/su);
    return [decodeURIComponent(name), decodeURIComponent(value)];
  });
}

type FormMutation = (form: Form, random: Random) => Form;

const mutations: readonly FormMutation[] = [
  (form, random) => without(form, random.int(form.length)),
  (form, random) => [...form, [random.pick(form)[0], nastyText(random)]],
  (form, random) => [[random.pick(form)[0], nastyText(random)], ...form],
  (form, random) => replace(form, random, ([name]) => [name, nastyText(random)]),
  (form, random) => replace(form, random, ([name]) => [name, nastyText(random)]),
  (form, random) => replace(form, random, ([name, value]) => [renamed(name, random), value]),
  (form, random) => replace(form, random, ([name, value]) => [name, changedText(value, random)]),
  (form, random) => replace(form, random, ([name, value]) => [`${name}.${nastyText(random)}`, value]),
  (form, random) => [...form, [nastyText(random), nastyText(random)]],
  (form, random) => [...form, [listName(random), nastyText(random)]],
  (form, random) => [...form, [`a${'.b'.repeat(random.int(400))}`, '']],
  (form, random) => [
    ...form,
    ...Array.from({ length: random.int(300) }, (_, i): Pair => [`Tags.member.${i}.Key`, 'a']),
  ],
  (form) => form.toReversed(),
];

/** A form of at least one pair with one thing changed. */
export function mutateForm(form: Form, random: Random): Form {
  const mutated = random.pick(mutations)(form, random);
  return mutated.length === 0 ? form : mutated;
}

/** Writes a form, mostly as clients do, sometimes as none does. */
export function writeForm(form: Form, random: Random): Buffer {
  const usual = form.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  switch (random.int(12)) {
    case 0:
      return Buffer.from(
        usual.replaceAll('%20', '+').replaceAll(/%[0-9A-F]{2}/gu, (hex) => hex.toLowerCase()),
      );
    case 1:
      return Buffer.from(`&&${usual.replaceAll('&', '&&')}&=&x`);
    case 2:
      return Buffer.from(form.map((pair) => pair.join('=')).join('&'));
    case 3: {
      const at = random.int(usual.length);
      return Buffer.from(
        `${usual.slice(0, at)}${random.pick(['%', '%F', '%GG', '%FF%C0%80', '%ED%A0%80'])}${usual.slice(at)}`,
      );
    }
    default:
      return Buffer.from(usual);
  }
}

function without(form: Form, index: number): Form {
  return form.filter((_, at) => at !== index);
}

function replace(form: Form, random: Random, change: (pair: Pair) => Pair): Form {
  const index = random.int(form.length);
  return form.map((pair, at) => (at === index ? change(pair) : pair));
}

function renamed(name: string, random: Random): string {
  const number = random.pick(['0', '-1', '01', '2', '1.5', '99999999999999999999', '', '1e9']);
  switch (random.int(5)) {
    case 0:
      return name.toLowerCase();
    case 1:
      return name.replace('member', random.pick(['entry', 'Member', '', 'member.member']));
    case 2:
      return `${name}.`;
    case 3:
      return `.${name}`;
    default:
      return name.replace(/\.\d+/u, `.${number}`);
  }
}

function listName(random: Random): string {
  const list = random.pick([
    'Tags',
    'PolicyArns',
    'TransitiveTagKeys',
    'ProvidedContexts',
    'Audience',
    'TaskPolicyArn',
  ]);
  const member = random.pick(['', '.Key', '.Value', '.arn', '.ProviderArn', '.ContextAssertion']);
  return `${list}.member.${random.int(60)}${member}`;
}

function changedText(text: string, random: Random): string {
  const at = random.int(text.length + 1);
  const cut = random.int(4);
  const added = random.chance(0.5) ? nastyText(random).slice(0, 20) : '';
  return `${text.slice(0, at)}${added}${text.slice(at + cut)}`;
}

/** RFC 3986, over whatever text; a half of a surrogate pair becomes U+FFFD. */
function encode(text: string): string {
  return encodeWellFormed(text).replaceAll(
    /[!'()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function encodeWellFormed(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\u{fffd}'));
  }
}
