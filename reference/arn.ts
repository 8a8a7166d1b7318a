/** Amazon Resource Names, as far as STS looks into them. */
import { validationError } from './service-error.js';

export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/**
 * Splits `arn:partition:service:region:account:resource`. Undefined where a part is missing, or where partition, service or
 * resource is empty: those are the texts that AssumeRole calls invalid (recorded live: `arn::b:::something/test-role`,
 * `arn:a::::something/test-role`, `arn:a:a::aaaaaaaaaa:`).
 */
export function parseArn(text: string): Arn | undefined {
  const [scheme, partition, service, region, account, ...rest] = text.split(':');
  const resource = rest.join(':');
  if (scheme !== 'arn' || !partition || !service || resource === '') return undefined;
  if (region === undefined || account === undefined) return undefined;
  return { partition, service, region, account, resource };
}

/** @throws ServiceError `<text> is invalid` (recorded live for RoleArn of AssumeRole) */
export function requireArn(text: string): Arn {
  const arn = parseArn(text);
  if (arn === undefined) throw validationError(`${text} is invalid`);
  return arn;
}

/** @throws ServiceError `Request ARN is invalid` (reported for RoleArn of AssumeRoleWithWebIdentity) */
export function requireRoleArn(text: string): Arn {
  const arn = parseArn(text);
  if (arn?.service !== 'iam' || !arn.resource.startsWith('role/')) {
    throw validationError('Request ARN is invalid');
  }
  return arn;
}
