/** Parsers for option values; each refuses with a message that names the value and what is taken. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { operations } from '../generated/operations.js';

/** What `buildTarget` takes, for every command that talks to an endpoint. */
export function addTargetOptions(command: Command): Command {
  return command
    .option('--endpoint <url>', 'the endpoint, base path included')
    .option('--region <name>', 'region that requests are signed for')
    .option('--access-key-id <id>', 'key to sign with (default: a public test key)')
    .option('--secret-access-key <secret>')
    .option('--session-token <token>')
    .addOption(new Option('--credentials <source>', 'take AWS_* from the environment').choices(['env']))
    .option('--ca-file <file>', 'PEM certificates to trust for an https endpoint');
}

/** A whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw new InvalidArgumentError(`wanted a whole number from ${min} to ${max}`);
    }
    return value;
  };
}

/** A number of seconds, fractions allowed, above zero and at most `max`. */
export function seconds(max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+(\.\d+)?$/.test(text) || value <= 0 || value > max) {
      throw new InvalidArgumentError(`wanted seconds above 0 and at most ${max}`);
    }
    return value;
  };
}

/** Collects a repeatable option; each occurrence may hold several values with commas between. */
export function collect(text: string, previous: readonly string[] | undefined): readonly string[] {
  const values = text.split(',').map((value) => value.trim());
  if (values.some((value) => value === '')) throw new InvalidArgumentError('an empty value');
  return [...(previous ?? []), ...values];
}

/** Names of operations with commas between, or `true` where the option has no value. */
export function operationNames(
  text: string | true,
  previous?: readonly string[] | true,
): readonly string[] | true {
  if (text === true) return true;
  const names = collect(text, previous === true ? undefined : previous);
  const unknown = names.filter((name) => !Object.hasOwn(operations, name));
  if (unknown.length > 0) throw new InvalidArgumentError(`no operation ${unknown.join(', ')}`);
  return names;
}

/** A path as the random phase reports it, `7:0:2`. */
export function shrinkPath(text: string): string {
  if (!/^\d+(:\d+)*$/.test(text))
    throw new InvalidArgumentError('wanted numbers with colons between, as reported');
  return text;
}
