import type { Command } from 'commander';
import { exitCodes } from './errors.js';
import { buildMatcher, selectChecks } from '../conformance/select.js';

/** `list`: every check, and for every constraint site and side the check that judges it or why none does. */
export function addListCommand(program: Command, finish: (code: number) => void): void {
  program
    .command('list')
    .description('List the checks, and the constraint sites that none of them judges.')
    .option('--only <pattern>', 'only checks whose id matches; * stands for anything')
    .option('--json', 'print JSON')
    .action(async (options: { only?: string; json?: boolean }) => {
      const { buildCatalogue } = await import('../conformance/checks/catalogue.js');
      const { checks, unjudged, unwritten } = buildCatalogue();
      const { only = '*' } = options;
      const matcher = buildMatcher(only);
      const sides = unjudged.filter(({ operation, member, constraint, side }) =>
        matcher.test(`constraint/${operation}/${member}/${constraint}/${side}`),
      );
      // A pattern that names only sides without a check is right; one that names nothing is refused.
      const chosen =
        sides.length > 0 ? checks.filter(({ id }) => matcher.test(id)) : selectChecks(checks, [only]);
      if (options.json === true) {
        const rows = chosen.map(
          ({ id, title, area, level, operation, member, constraint, side, evidence }) => ({
            id,
            title,
            area,
            level,
            operation,
            member,
            constraint,
            side,
            evidence,
          }),
        );
        console.log(JSON.stringify({ checks: rows, unjudged: sides, unwritten }, undefined, 2));
      } else {
        for (const check of chosen) console.log(`${check.id}  [${check.level}]  ${check.title}`);
        for (const { operation, member, constraint, side, reason } of sides) {
          console.log(`constraint/${operation}/${member}/${constraint}/${side}  ${reason}`);
        }
        for (const operation of unwritten)
          console.log(`${operation}  no check is written for this operation yet`);
        console.log(`${chosen.length} checks, ${sides.length} constraint sides without one`);
      }
      finish(exitCodes.ok);
    });
}
