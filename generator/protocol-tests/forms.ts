/**
 * Forms as multisets of decoded keys and values. The order of keys means nothing; neither does the order in which the
 * entries of a map are numbered, so both forms are brought to one numbering first.
 */
import type { Shape } from '../ir/ir.js';
import { isSimple } from '../ir/shape-kinds.js';
import { show } from './difference.js';
import type { Difference } from './difference.js';
import type { Owner } from './values.js';

type Pair = readonly [key: string, value: string];

/** How the form that was sent differs from the one wanted: keys that are missing, and keys that are too many. */
export function compareForms(input: Owner, wanted: string, got: string): readonly Difference[] {
  const missing = inOneNumbering(input, pairsOf(wanted)).map(textOf);
  const extra: string[] = [];
  for (const pair of inOneNumbering(input, pairsOf(got)).map(textOf)) {
    const index = missing.indexOf(pair);
    if (index === -1) extra.push(pair);
    else missing.splice(index, 1);
  }
  if (missing.length === 0 && extra.length === 0) return [];
  return [{ what: 'body', wanted: missing.join(' ') || 'no more', got: extra.join(' ') || 'no more' }];
}

/** Keys and values as the URL standard decodes them. */
function pairsOf(body: string): readonly Pair[] {
  return [...new URLSearchParams(body.trim())];
}

function textOf([key, value]: Pair): string {
  return `${show(key)}=${show(value)}`;
}

/** The pairs with the entries of every map numbered by the order of their keys. */
function inOneNumbering(input: Owner, pairs: readonly Pair[]): readonly Pair[] {
  let renamed = pairs;
  for (const { wireName, targetShape, flattened } of input.members) {
    renamed = renumber(targetShape, wireName, flattened, renamed);
  }
  return renamed;
}

/** Numbers anew the maps of a value that has all its keys below `prefix`. */
function renumber(shape: Shape, prefix: string, flattened: boolean, pairs: readonly Pair[]): readonly Pair[] {
  if (isSimple(shape) || !pairs.some(([key]) => key.startsWith(`${prefix}.`))) return pairs;
  let renamed = pairs;
  switch (shape.kind) {
    case 'structure':
    case 'union':
      for (const { wireName, targetShape, flattened: isFlat } of shape.members) {
        renamed = renumber(targetShape, `${prefix}.${wireName}`, isFlat, renamed);
      }
      return renamed;
    case 'list': {
      const items = flattened ? prefix : `${prefix}.${shape.member.wireName}`;
      for (const index of positionsBelow(items, pairs)) {
        renamed = renumber(shape.member.targetShape, `${items}.${index}`, false, renamed);
      }
      return renamed;
    }
    case 'map': {
      const entries = flattened ? prefix : `${prefix}.entry`;
      const keyed = positionsBelow(entries, pairs).map((index) => {
        const name = `${entries}.${index}.${shape.key.wireName}`;
        return { index, text: pairs.find(([key]) => key === name)?.[1] ?? '' };
      });
      const order = keyed.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
      const positions = new Map(order.map(({ index }, position) => [index, String(position + 1)]));
      renamed = pairs.map(([key, value]) => {
        if (!key.startsWith(`${entries}.`)) return [key, value];
        const [index = '', ...rest] = key.slice(entries.length + 1).split('.');
        return [[entries, positions.get(index) ?? index, ...rest].join('.'), value];
      });
      for (const index of positions.values()) {
        const name = `${entries}.${index}.${shape.value.wireName}`;
        renamed = renumber(shape.value.targetShape, name, false, renamed);
      }
      return renamed;
    }
  }
}

/** The numbers that follow a prefix, in the order in which they were first sent. */
function positionsBelow(prefix: string, pairs: readonly Pair[]): readonly string[] {
  const below = pairs.filter(([key]) => key.startsWith(`${prefix}.`));
  const segments = below.map(([key]) => key.slice(prefix.length + 1).split('.')[0] ?? '');
  return [...new Set(segments.filter((segment) => /^[1-9]\d*$/.test(segment)))];
}
