import type { AssumeRootRequest } from '../../generated/index.js';
import { parseArn } from '../arn.js';
import { identityOf } from '../caller.js';
import type { Handler, SignedContext } from '../context.js';
import { requirePermission } from '../policy/require-permission.js';
import { accessDenied, invalidParameterValue, modeledError } from '../service-error.js';
import { issueCredentials } from '../session-request/issue.js';

const taskPolicies = new Set(
  [
    'IAMAuditRootUserCredentials',
    'IAMCreateRootUserPassword',
    'IAMDeleteRootUserCredentials',
    'S3UnlockBucketPolicy',
    'SQSUnlockQueuePolicy',
  ].map((name) => `arn:aws:iam::aws:policy/root-task/${name}`),
);

const defaultSeconds = 900;

/**
 * Root credentials of a member account, for one of five tasks, from the management account, regionally only (documented).
 * None of its refusals is known by text; for the global endpoint even the code is a choice.
 */
export const assumeRoot: Handler<'AssumeRoot'> = {
  auth: 'signed',
  handle(input, context) {
    if (context.world.region === 'aws-global') {
      throw modeledError('RegionDisabledException', 'AssumeRoot is not supported on the global endpoint.');
    }
    const accountId = targetAccount(input, context);
    const taskPolicyArn = input.TaskPolicyArn.arn;
    if (taskPolicyArn === undefined || !taskPolicies.has(taskPolicyArn)) {
      throw invalidParameterValue('The specified task policy is not one that AssumeRoot can use.');
    }
    const principal = { kind: 'root-task', accountId, taskPolicyArn } as const;
    const sourceIdentity = context.caller.session?.sourceIdentity;
    const carried = sourceIdentity === undefined ? {} : { sourceIdentity };
    return {
      Credentials: issueCredentials(
        context,
        { principal, ...carried },
        input.DurationSeconds ?? defaultSeconds,
      ),
      ...(sourceIdentity === undefined ? {} : { SourceIdentity: sourceIdentity }),
    };
  },
};

function targetAccount(
  { TargetPrincipal, TaskPolicyArn }: AssumeRootRequest,
  context: SignedContext,
): string {
  const { world, caller } = context;
  const arn = parseArn(TargetPrincipal);
  const accountId = arn?.service === 'iam' ? arn.account : TargetPrincipal;
  const resource = `arn:aws:iam::${accountId}:root`;
  const keys = new Map([['sts:taskpolicyarn', [TaskPolicyArn.arn ?? '']]]);
  requirePermission(context, { action: 'sts:AssumeRoot', resource, keys });
  const isMember = world.memberAccounts.includes(accountId);
  if (caller.kind === 'root' || world.centralizedRootAccess !== true || !isMember) {
    const { arn: callerArn } = identityOf(world, caller);
    throw accessDenied(
      `User: ${callerArn} is not authorized to perform: sts:AssumeRoot on resource: ${resource}`,
    );
  }
  return accountId;
}
