/** Models of any size, each operation as heavy as the next: what the generator needs per operation can be compared. */

/** Shapes of an AST by their IDs. */
type Shapes = Record<string, unknown>;

const namespace = 'example.synthetic';

/**
 * A Smithy JSON AST of an awsQuery service with so many operations. An operation brings six shapes with it (input and
 * output, a nested structure, a list, a string with constraints, an error), some more than in published models.
 */
export function syntheticModel(operations: number): string {
  const names = Array.from(
    { length: operations },
    (_, index) => `Thing${String(index + 1).padStart(3, '0')}`,
  );
  const service = {
    type: 'service',
    version: '2020-01-01',
    operations: names.map((name) => ({ target: id(`Describe${name}`) })),
    traits: {
      'aws.api#service': { sdkId: 'Synthetic' },
      'aws.auth#sigv4': { name: 'synthetic' },
      'aws.protocols#awsQuery': {},
      'smithy.api#documentation': '<p>A service that exists only to be measured.</p>',
      'smithy.api#xmlNamespace': { uri: 'https://synthetic.example/' },
    },
  };
  const shapes: Shapes = { [id('SyntheticService')]: service };
  for (const name of names) Object.assign(shapes, shapesOf(name));
  return JSON.stringify({ smithy: '2.0', shapes });
}

function shapesOf(name: string): Shapes {
  return {
    [id(`Describe${name}`)]: {
      type: 'operation',
      input: { target: id(`Describe${name}Request`) },
      output: { target: id(`Describe${name}Response`) },
      errors: [{ target: id(`${name}NotFoundFault`) }],
      traits: documented(`Describes things of the kind <code>${name}</code>.`),
    },
    [id(`Describe${name}Request`)]: structure({
      Identifier: member(`${name}Identifier`, { 'smithy.api#required': {} }),
      Names: member(`${name}List`),
      MaxRecords: member('smithy.api#Integer', { 'smithy.api#range': { min: 20, max: 100 } }),
      Since: member('smithy.api#Timestamp'),
    }),
    [id(`Describe${name}Response`)]: structure({
      Marker: member('smithy.api#String'),
      Items: member(`${name}List`),
      Truncated: member('smithy.api#Boolean'),
    }),
    [id(`${name}Item`)]: structure({
      Identifier: member(`${name}Identifier`, { 'smithy.api#required': {} }),
      Created: member('smithy.api#Timestamp'),
      Size: member('smithy.api#Integer'),
    }),
    [id(`${name}List`)]: {
      type: 'list',
      member: member(`${name}Item`, { 'smithy.api#xmlName': name }),
      traits: { 'smithy.api#length': { max: 50 } },
    },
    [id(`${name}Identifier`)]: {
      type: 'string',
      traits: { 'smithy.api#length': { min: 1, max: 63 }, 'smithy.api#pattern': '^[a-z][a-z0-9-]*$' },
    },
    [id(`${name}NotFoundFault`)]: {
      type: 'structure',
      members: { message: member('smithy.api#String') },
      traits: {
        'smithy.api#error': 'client',
        'smithy.api#httpError': 404,
        'aws.protocols#awsQueryError': { code: `${name}NotFound`, httpResponseCode: 404 },
        ...documented('There is no such thing.'),
      },
    },
  };
}

function structure(members: Readonly<Record<string, object>>): object {
  return { type: 'structure', members, traits: documented('What goes in or comes out.') };
}

function member(target: string, traits: object = {}): object {
  return {
    target: target.includes('#') ? target : id(target),
    traits: { ...documented('A member, with a sentence about what it is for.'), ...traits },
  };
}

function documented(text: string): object {
  return { 'smithy.api#documentation': `<p>${text}</p>` };
}

function id(name: string): string {
  return `${namespace}#${name}`;
}
