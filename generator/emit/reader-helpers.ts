/** What the functions of deserializers.ts share. Helpers beyond the envelope are emitted where something uses them. */
import { type, value } from './file.js';
import type { ModuleFile } from './file.js';
import { addFunction } from './functions.js';

type HelperName = 'reportMissing' | 'readNothing' | 'Reading' | 'Writable';

export class ReaderHelpers {
  readonly #used = new Set<HelperName>();

  /** The name of a helper, which is emitted then. */
  use(name: HelperName): string {
    this.#used.add(name);
    return name;
  }

  /** Emits the envelope and all helpers that were used. To be called last. */
  generate(file: ModuleFile): void {
    generateEnvelope(file);
    if (this.#used.has('reportMissing')) generateReportMissing(file);
    if (this.#used.has('readNothing')) generateReadNothing(file);
    if (this.#used.has('Reading')) {
      file.addText({
        name: 'Reading',
        isType: true,
        isExported: false,
        docs: 'A structure while it is read.',
        text: 'type Reading<T> = { -readonly [Name in keyof T]?: T[Name] | undefined };',
      });
    }
    if (this.#used.has('Writable')) {
      file.addText({
        name: 'Writable',
        isType: true,
        isExported: false,
        docs: 'A draft while it is read.',
        text: 'type Writable<T> = { -readonly [Name in keyof T]: T[Name] };',
      });
    }
  }
}

function generateEnvelope(file: ModuleFile): void {
  const reader = file.use(value('runtime/xml-reader', 'XmlReader'));
  const problem = file.use(type('runtime/problem', 'Problem'));
  const path = file.use(type('runtime/problem', 'ProblemPath'));
  const report = file.use(value('runtime/problem', 'report'));
  const throwProblems = file.use(value('runtime/problem', 'throwProblems'));
  addFunction(file, {
    name: 'readResponse',
    docs: 'Reads the envelope of a response, and its result with `read`.',
    parameters: [
      'xml: string',
      'operation: string',
      'hasResult: boolean',
      'mode: ReadMode',
      `read: (reader: ${reader}, at: ${path}, problems: ${problem}[]) => Output`,
    ],
    returns: 'ResponseContent<Output>',
    body: `
const problems: ${problem}[] = [];
const results: Output[] = [];
let requestId: string | undefined;
if (mode === 'strict' || xml.trim() !== '') {
  const reader = new ${reader}(xml);
  if (reader.root() !== \`\${operation}Response\`) ${report}(problems, 'unexpected', [], 'the root element has another name');
  for (let name = reader.nextChild(); name !== undefined; name = reader.nextChild()) {
    if (name === \`\${operation}Result\` && results.length === 0) results.push(read(reader, [], problems));
    else if (name === 'ResponseMetadata') requestId = readRequestId(reader) ?? requestId;
    else if (name === 'RequestId') requestId ??= reader.text();
    else reader.skip();
  }
  reader.end();
}
if (hasResult && results.length === 0) ${report}(problems, 'missing', [], \`no \${operation}Result\`);
forgive(problems, mode);
const [output = read(emptyElement(), [], [])] = results;
return { output, requestId };`
      .trim()
      .split('\n'),
    typeParameters: ['Output'],
  });
  addFunction(file, {
    name: 'readRequestId',
    parameters: [`reader: ${reader}`],
    returns: 'string | undefined',
    body: `
let requestId: string | undefined;
for (let name = reader.nextChild(); name !== undefined; name = reader.nextChild()) {
  if (name === 'RequestId') requestId ??= reader.text();
  else reader.skip();
}
return requestId;`
      .trim()
      .split('\n'),
  });
  addFunction(file, {
    name: 'forgive',
    docs: 'Throws for what the mode does not forgive.',
    parameters: [`problems: readonly ${problem}[]`, 'mode: ReadMode'],
    returns: 'void',
    body: [
      `${throwProblems}(mode === 'strict' ? problems : problems.filter(({ kind }) => kind === 'malformed'));`,
    ],
  });
  addFunction(file, {
    name: 'emptyElement',
    docs: 'A reader on an element without content, for what a structure is when nothing of it was sent.',
    parameters: [],
    returns: reader,
    body: [`const reader = new ${reader}('<empty/>');`, 'reader.root();', 'return reader;'],
  });
}

function generateReportMissing(file: ModuleFile): void {
  addFunction(file, {
    name: 'reportMissing',
    docs: 'Reports a required member that is absent, unless what was sent for it is reported already.',
    parameters: [
      `problems: ${file.use(type('runtime/problem', 'Problem'))}[]`,
      'start: number',
      'name: string',
    ],
    returns: 'void',
    body: [
      'for (let index = start; index < problems.length; index += 1) {',
      '  if (problems[index]?.path[0] === name) return;',
      '}',
      `${file.use(value('runtime/problem', 'report'))}(problems, 'missing', name);`,
    ],
  });
}

function generateReadNothing(file: ModuleFile): void {
  addFunction(file, {
    name: 'readNothing',
    docs: 'Reads an output without members.',
    parameters: [`reader: ${file.use(value('runtime/xml-reader', 'XmlReader'))}`],
    returns: 'object',
    body: ['while (reader.nextChild() !== undefined) reader.skip();', 'return {};'],
  });
}
