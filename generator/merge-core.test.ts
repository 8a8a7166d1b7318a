import { describe, expect, it } from 'vitest';
import { mergeCore } from './merge-core.js';

const problem = `/** Problems. */
import type { ValuePath } from './violation.js';

export interface Problem {
  readonly path: ValuePath;
}

export function report(): void {}
`;
const scalars = `import { report } from './problem.js';
import type { Problem } from './problem.js';

const seen: Problem[] = [];

export const readAll = (): void => report();
export { seen };
`;

describe('mergeCore', () => {
  it('puts modules of the core into one file, imports among them dropped', () => {
    const texts = mergeCore(
      new Map([
        ['problem.ts', problem],
        ['scalars.ts', scalars],
        ['draft.ts', 'draft'],
      ]),
    );
    expect([...texts.keys()]).toEqual(['core.ts', 'draft.ts', 'problem.ts', 'scalars.ts']);
    const core = texts.get('core.ts') ?? '';
    expect(core.match(/^import .*$/gm)).toEqual(["import type { ValuePath } from './violation.js';"]);
    expect(core).toContain('// ---- problem ----\n\n/** Problems. */');
    expect(core).toContain('const seen: Problem[] = [];');
    expect(texts.get('draft.ts')).toBe('draft');
  });

  it('keeps the modules as re-exports', () => {
    const texts = mergeCore(new Map([['problem.ts', problem]]));
    expect(texts.get('problem.ts')).toContain(
      "export type { Problem } from './core.js';\nexport { report } from './core.js';\n",
    );
  });

  it('refuses two private names that are the same', () => {
    const clash = 'const report = 1;\n';
    expect(() =>
      mergeCore(
        new Map([
          ['problem.ts', problem],
          ['numbers.ts', clash],
        ]),
      ),
    ).toThrow('problem and numbers both declare report');
  });

  it('leaves a runtime alone that has none of the core', () => {
    const texts = new Map([['draft.ts', 'draft']]);
    expect(mergeCore(texts)).toBe(texts);
  });
});
