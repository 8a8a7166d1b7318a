/** What tests of the generator share: small models as text, and the files that they give. */
import { generateFiles } from './generate.js';

const namespace = 'example.tiny';

/** A model of one service, `Tiny`, that has all operations among `shapes`; names are relative to its namespace. */
export function tinyModel(shapes: Readonly<Record<string, unknown>>): string {
  const operations = Object.entries(shapes).filter(
    ([, shape]) => (shape as { type?: string }).type === 'operation',
  );
  const service = {
    type: 'service',
    version: '2020-01-01',
    operations: operations.map(([name]) => ({ target: name })),
    traits: {
      'aws.api#service': { sdkId: 'Tiny' },
      'aws.auth#sigv4': { name: 'tiny' },
      'aws.protocols#awsQuery': {},
      'smithy.api#xmlNamespace': { uri: 'https://tiny.example/' },
    },
  };
  const absolute = JSON.stringify({ TinyService: service, ...shapes }, (key, value: unknown) => {
    return key === 'target' && typeof value === 'string' && !value.includes('#')
      ? `${namespace}#${value}`
      : value;
  });
  const named = Object.entries(JSON.parse(absolute) as object).map(([name, shape]) => [
    `${namespace}#${name}`,
    shape as unknown,
  ]);
  return JSON.stringify({ smithy: '2.0', shapes: Object.fromEntries(named) as unknown });
}

/** The generated files of a model, without the runtime unless it is given. */
export function filesOf(
  model: string,
  runtime: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const options = { version: '0.0.0', command: 'a test', runtime };
  return generateFiles([{ name: 'tiny.json', text: model }], undefined, options);
}
