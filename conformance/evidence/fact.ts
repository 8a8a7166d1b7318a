import type { Confidence } from '../verdict.js';

/** One observation or rule that checks rest on. */
export interface EvidenceFact {
  /** What is known, in our own words. */
  readonly statement: string;
  /** Public sources: repositories, recordings, documentation pages, issue threads. */
  readonly sources: readonly string[];
  readonly confidence: Confidence;
}

/** Sources that many facts share. */
export const sources = {
  argmin:
    'justincormack/argmin, crates/sts-tests (raw-wire oracle run against sts.eu-central-1.amazonaws.com, 2026-07): https://github.com/justincormack/argmin',
  argminPlan:
    'justincormack/argmin, plan "Stateless STS And In-Memory IAM Foundations" (observations of sts.eu-central-1.amazonaws.com): https://github.com/justincormack/argmin',
  localstack:
    'localstack/localstack, tests/aws/services/sts/test_sts.snapshot.json (validated against AWS): https://github.com/localstack/localstack/blob/main/tests/aws/services/sts/test_sts.snapshot.json',
  model:
    'AWS STS service model 2011-06-15, as published for the AWS SDKs: https://github.com/aws/api-models-aws',
  reference: 'AWS STS API Reference: https://docs.aws.amazon.com/STS/latest/APIReference/',
  commonErrors:
    'AWS STS API Reference, Common Errors: https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html',
  recording: 'public recording',
} as const;
