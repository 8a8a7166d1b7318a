/** Emits arbitraries.ts: legal values of every shape, and inputs that break one constraint each. */
import { StructureKind } from 'ts-morph';
import type { ErrorShape, Member, Service, Shape, StructureShape, UnionShape } from '../ir/ir.js';
import { siteId, sitesOf } from '../ir/sites.js';
import type { Site } from '../ir/sites.js';
import { arbName, ArbitraryExpressions } from './arbitrary-expressions.js';
import { ModuleFile, type, value } from './file.js';
import { addFunction, indented } from './functions.js';
import { generated, serviceName, typeOf } from './symbols.js';
import { boundsOf, docs, propertyKey, quoted } from './text.js';
import { errorContentName } from './types.js';

export function emitArbitraries(service: Service): ModuleFile {
  const file = new ModuleFile('arbitraries.ts');
  const expressions = new ArbitraryExpressions(file, service);
  file.useNamespace('fast-check', 'fc');
  generateTables(file, service);
  generateSiteArbs(file, service, expressions);
  for (const shape of service.shapes) {
    if (!expressions.hasFunction(shape)) continue;
    if (shape.kind === 'structure') generateStructure(file, shape, expressions);
    else if (shape.kind === 'union') generateUnion(file, shape, expressions);
    else generateOther(file, shape, expressions);
  }
  generateErrors(file, service, expressions);
  return file;
}

function generateTables(file: ModuleFile, service: Service): void {
  for (const direction of ['input', 'output'] as const) {
    const values = file.use(direction === 'input' ? generated.OperationInputs : generated.OperationOutputs);
    const entries = service.operations.map(
      (operation) => `  ${propertyKey(operation.name)}: () => ${arbName(operation[direction])}(),\n`,
    );
    const name = direction === 'input' ? 'requestArbs' : 'responseArbs';
    file.addText({
      name,
      isType: false,
      docs: direction === 'input' ? 'Legal inputs, by operation.' : 'Legal outputs, by operation.',
      text: `const ${name}: { readonly [Name in ${file.use(generated.OperationName)}]: () => fc.Arbitrary<${values}[Name]> } = {\n${entries.join('')}};`,
    });
  }
}

function generateSiteArbs(file: ModuleFile, service: Service, expressions: ArbitraryExpressions): void {
  const broken = file.use(type('runtime/arbitraries/broken', 'Broken'));
  file.add({
    kind: StructureKind.Interface,
    isExported: true,
    name: 'SiteArbs',
    docs: ['Values on both sides of one constraint site.'],
    properties: [
      {
        name: 'inside',
        type: '() => fc.Arbitrary<unknown>',
        docs: ['Legal values of the member alone, boundary included.'],
      },
      {
        name: 'outside',
        type: '() => fc.Arbitrary<unknown>',
        docs: ['Values of the member alone that break this constraint; undefined for a member left out.'],
      },
      {
        name: 'broken',
        type: `() => fc.Arbitrary<${broken}>`,
        docs: [
          'Whole inputs that break it and nothing else, with all that a validator must report: two violations only where\nno value breaks the one without the other.',
        ],
      },
    ].map((property) => ({ ...property, isReadonly: true })),
  });
  const sites = service.operations.flatMap(sitesOf).filter(({ violable }) => violable);
  const entries = sites.map((site) => {
    const member = site.members.at(-1);
    if (member === undefined) return '';
    const steps = site.members.flatMap((_, index) => stepsTo(site, index, expressions));
    return [
      `  ${quoted(siteId(site))}: siteArbs(\n`,
      `    () => ${arbName(site.operation.input)}(),\n`,
      `    () => ${expressions.valid(member)},\n`,
      `    () => ${expressions.breaking(member, site.constraint)},\n`,
      ...(steps.length === 0 ? [] : [`    [${steps.join(', ')}],\n`]),
      '  ),\n',
    ].join('');
  });
  file.addText({
    name: 'constraintArbs',
    isType: false,
    docs: 'Values around every violable constraint site, by the id of the site: `AssumeRole/Tags.member.Key/length.max`.',
    text: `const constraintArbs: Readonly<Record<string, SiteArbs>> = {\n${entries.join('')}};`,
  });
  if (sites.length === 0) return;
  const at = file.use(value('runtime/arbitraries/broken-at', 'brokenAtArb'));
  const leaf = file.use(type('runtime/arbitraries/broken', 'BrokenLeaf'));
  const step = file.use(type('runtime/arbitraries/broken-at', 'Step'));
  addFunction(file, {
    name: 'siteArbs',
    typeParameters: ['Input'],
    parameters: [
      'input: () => fc.Arbitrary<Input>',
      'inside: () => fc.Arbitrary<unknown>',
      `breaking: () => fc.Arbitrary<${leaf}>`,
      `steps: readonly ${step}[]`,
    ],
    returns: 'SiteArbs',
    body: [
      'return {',
      '  inside,',
      '  outside: () => breaking().map((leaf) => leaf.value),',
      `  broken: () => ${at}(input(), steps, breaking()),`,
      '};',
    ],
  });
}

/** The step from the parent of a member to it: how it is found, and what stands in where there is nothing yet. */
function stepsTo(
  { operation, members }: Site,
  index: number,
  expressions: ArbitraryExpressions,
): readonly string[] {
  const member = members[index];
  const owner = index === 0 ? operation.input : members[index - 1]?.targetShape;
  if (member === undefined || owner === undefined) return [];
  const isLast = index === members.length - 1;
  const create = isLast ? '' : `, create: () => ${expressions.valid(member)}`;
  if (owner.kind === 'list') return [`{ kind: 'item'${create} }`];
  if (owner.kind === 'map') {
    const entry = `fc.tuple(${expressions.valid(owner.key)}, ${expressions.valid(owner.value)})`;
    const secret = owner.key.sensitive ? ', isKeySensitive: true' : '';
    return [`{ kind: ${quoted(member.name)}, create: () => ${entry}${secret} }`];
  }
  const kind = owner.kind === 'union' ? 'variant' : 'member';
  const inPaths = member.name === member.property ? '' : `, inPaths: ${quoted(member.name)}`;
  return [`{ kind: '${kind}', name: ${quoted(member.property)}${inPaths}${create} }`];
}

function generateStructure(file: ModuleFile, shape: StructureShape, expressions: ArbitraryExpressions): void {
  addFunction(file, {
    name: arbName(shape),
    isExported: true,
    docs: `Legal values of \`${shape.name}\`.`,
    parameters: depthParameter(shape, expressions),
    returns: `fc.Arbitrary<${typeOf(shape, file)}>`,
    body: recordLines(shape, shape.members, expressions),
  });
}

/** `fc.record` over the members; those that lead back to the shape are left out when no depth is left. */
function recordLines(
  owner: Shape,
  members: readonly Member[],
  expressions: ArbitraryExpressions,
  first: readonly string[] = [],
): readonly string[] {
  const fields = members.map((member) => {
    const expression = expressions.valid(member, owner);
    if (!member.required && expressions.leadsBack(owner, member.targetShape)) {
      return `...(depth > 0 && { ${propertyKey(member.property)}: ${expression} }),`;
    }
    return `${propertyKey(member.property)}: ${expression},`;
  });
  const keys = [
    ...(first.length > 0 ? ["'name'"] : []),
    ...members.filter(({ required }) => required).map(({ property }) => quoted(property)),
  ];
  return [
    'return fc.record(',
    ...indented([
      '{',
      ...indented([...first, ...fields]),
      '},',
      `{ requiredKeys: [${keys.join(', ')}], noNullPrototype: true },`,
    ]),
    ');',
  ];
}

function generateUnion(file: ModuleFile, shape: UnionShape, expressions: ArbitraryExpressions): void {
  const alternatives = shape.members.map((member) => {
    const expression = `${expressions.valid(member, shape)}.map((${member.property}) => ({ ${propertyKey(member.property)}: ${member.property} }))`;
    return { leadsBack: expressions.leadsBack(shape, member.targetShape), expression: `${expression},` };
  });
  const plain = alternatives.filter(({ leadsBack }) => !leadsBack).map(({ expression }) => expression);
  const deep = alternatives.filter(({ leadsBack }) => leadsBack).map(({ expression }) => expression);
  addFunction(file, {
    name: arbName(shape),
    isExported: true,
    docs: `Legal values of \`${shape.name}\`, each of a member that the model knows.`,
    parameters: depthParameter(shape, expressions),
    returns: `fc.Arbitrary<${typeOf(shape, file)}>`,
    body: [
      'return fc.oneof(',
      ...indented(plain),
      ...(deep.length === 0 ? [] : indented(['...(depth > 0 ? [', ...indented(deep), '] : []),'])),
      ');',
    ],
  });
}

function generateOther(
  file: ModuleFile,
  shape: Exclude<Shape, StructureShape | UnionShape>,
  expressions: ArbitraryExpressions,
): void {
  const expression = expressions.ofShape(shape, shape.constraints);
  const isRecursive = expressions.isRecursive(shape);
  const empty = shape.kind === 'map' ? 'fc.constant({})' : 'fc.constant([])';
  addFunction(file, {
    name: arbName(shape),
    isExported: true,
    docs: docs(
      `Legal values of \`${shape.id}\`.`,
      boundsOf({ constraints: shape.constraints, targetShape: shape }),
    ),
    parameters: depthParameter(shape, expressions),
    returns: `fc.Arbitrary<${typeOf(shape, file)}>`,
    body: [`return ${isRecursive ? `depth > 0 ? ${expression} : ${empty}` : expression};`],
  });
}

function generateErrors(file: ModuleFile, service: Service, expressions: ArbitraryExpressions): void {
  if (service.errors.length === 0) return;
  const content = serviceName(service, 'ErrorContent');
  addFunction(file, {
    name: arbName({ name: content }),
    isExported: true,
    docs: 'Legal contents of every error.',
    parameters: [],
    returns: `fc.Arbitrary<${file.use(type('types', content))}>`,
    body: [
      'return fc.oneof(',
      ...service.errors.map((error) => `  ${arbName({ name: errorContentName(error) })}(),`),
      ');',
    ],
  });
  for (const error of service.errors) generateErrorContent(file, error, expressions);
}

function generateErrorContent(file: ModuleFile, error: ErrorShape, expressions: ArbitraryExpressions): void {
  const name = errorContentName(error);
  addFunction(file, {
    name: arbName({ name }),
    isExported: true,
    docs: `Legal contents of \`${error.name}\`.`,
    parameters: [],
    returns: `fc.Arbitrary<${file.use(type('types', name))}>`,
    body: recordLines({ ...error, kind: 'structure' }, error.members, expressions, [
      `name: fc.constant(${quoted(error.name)}),`,
    ]),
  });
}

/** Recursive shapes take the depth that is left, so that values end. */
function depthParameter(shape: Shape, expressions: ArbitraryExpressions): readonly string[] {
  return expressions.isRecursive(shape) ? ['depth: number = 2'] : [];
}
