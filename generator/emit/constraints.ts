/** Emits constraints.ts: the table of constraint sites of all inputs. */
import { StructureKind } from 'ts-morph';
import type { Constraint, Operation, Service } from '../ir/ir.js';
import { upperFirst } from '../ir/names.js';
import { siteId, sitePath, sitesOf } from '../ir/sites.js';
import type { Site } from '../ir/sites.js';
import { ModuleFile } from './file.js';
import { addFunction } from './functions.js';
import { generated, runtime } from './symbols.js';
import { literal, quoted } from './text.js';

export function emitConstraints(service: Service): ModuleFile {
  const file = new ModuleFile('constraints.ts');
  const bound = 'number | bigint | string | readonly (string | number)[] | undefined';
  file.add({
    kind: StructureKind.Interface,
    isExported: true,
    name: 'ConstraintSite',
    docs: ["One bound of one member path of one operation's input."],
    properties: [
      {
        name: 'id',
        type: 'string',
        docs: ['`AssumeRole/Tags.member.Key/length.max`: operation, member path, kind.'],
      },
      { name: 'operation', type: file.use(generated.OperationName) },
      {
        name: 'member',
        type: 'string',
        docs: ['Member names from the input down; `member`, `key` and `value` within lists and maps.'],
      },
      { name: 'kind', type: file.use(runtime.ConstraintKind) },
      {
        name: 'modelBound',
        type: bound,
        docs: ['The bound that the model states; a pattern as it prints it.'],
      },
      {
        name: 'liveBound',
        type: bound,
        docs: ['The bound that holds for the live service: validators and arbitraries use this one.'],
      },
      { name: 'violable', type: 'boolean', docs: ['False where no value can break the bound.'] },
      { name: 'trait', type: 'string', docs: ['Shape ID and trait that set it, joined by `$`.'] },
      {
        name: 'evidence',
        hasQuestionToken: true,
        type: 'string',
        docs: ['ID of the erratum, where the two bounds differ.'],
      },
      {
        name: 'sensitive',
        type: 'boolean',
        docs: ['True where the value, or what holds it, must never be shown.'],
      },
    ].map((property) => ({ ...property, isReadonly: true })),
  });
  const all = service.operations.map((operation) => ({ operation, sites: sitesOf(operation) }));
  const sites = all.flatMap((group) => group.sites);
  const violable = sites.filter((site) => site.violable).length;
  const groups = all.filter((group) => group.sites.length > 0);
  file.addText({
    name: 'constraintSites',
    isType: false,
    docs: `All ${sites.length} constraint sites, ${violable} of them violable, by operation and member in model order.`,
    text: `const constraintSites: readonly ConstraintSite[] = [\n${groups.map(({ operation }) => `  ...${groupName(operation)}(),\n`).join('')}];`,
  });
  for (const group of groups) {
    addFunction(file, {
      name: groupName(group.operation),
      parameters: [],
      returns: 'readonly ConstraintSite[]',
      body: ['return [', ...group.sites.flatMap(entry).map((line) => `  ${line}`), '];'],
    });
  }
  return file;
}

/** The sites of each operation have a function of their own: one array of them all is too much for the compiler. */
function groupName({ name }: Operation): string {
  return `sitesOf${upperFirst(name)}`;
}

function entry(site: Site): readonly string[] {
  const { operation, constraint, violable } = site;
  const [modelBound, liveBound] = boundsOf(constraint);
  const fields = {
    id: quoted(siteId(site)),
    operation: quoted(operation.name),
    member: quoted(sitePath(site)),
    kind: quoted(constraint.kind),
    modelBound,
    liveBound,
    violable: String(violable),
    trait: quoted(`${constraint.source.shape}$${constraint.source.trait}`),
    ...(constraint.evidence === undefined ? {} : { evidence: quoted(constraint.evidence) }),
    sensitive: String(site.members.some(({ sensitive }) => sensitive)),
  };
  return ['{', ...Object.entries(fields).map(([name, text]) => `  ${name}: ${text},`), '},'];
}

function boundsOf(constraint: Constraint): readonly [model: string, live: string] {
  switch (constraint.kind) {
    case 'required':
    case 'uniqueItems':
      return ['undefined', 'undefined'];
    case 'enum':
      return [literal(constraint.values), literal(constraint.values)];
    case 'pattern':
    case 'length.min':
    case 'length.max':
    case 'range.min':
    case 'range.max':
      return [literal(constraint.modelBound), literal(constraint.liveBound)];
  }
}
