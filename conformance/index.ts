/** The public interface of the suite: judge an endpoint from a program. */
export { buildTarget, TargetError, type Target, type TargetOptions, type TargetProblem } from './target.js';
export { runSuite, exitCode, type ExitOptions, type RunEvent, type RunOptions } from './runner.js';
export { selectChecks, UsageError } from './select.js';
export { buildCatalogue, type Catalogue } from './checks/catalogue.js';
export type { Authentication, Check, CheckContext, SigningCredentials } from './check.js';
export {
  header,
  type Answer,
  type Exchange,
  type NoAnswer,
  type NoAnswerCause,
  type OutgoingRequest,
} from './exchange.js';
export {
  atLeast,
  HarnessError,
  highestLevel,
  type Area,
  type Confidence,
  type Failure,
  type Level,
  type Outcome,
  type Verdict,
} from './verdict.js';
export { evidenceFact, type EvidenceFact, type EvidenceId } from './evidence/catalogue.js';
export { runProperty, type PropertyOptions } from './property.js';
export type { Support } from './support.js';
export type {
  CheckReport,
  DeathReport,
  ExchangeReport,
  OperationReport,
  Report,
  Summary,
  UnjudgedSite,
} from './report/report.js';
export { formatJson } from './report/json.js';
export {
  createProgress,
  formatReport,
  wantsColour,
  type Progress,
  type ProgressStream,
  type TextOptions,
} from './report/text.js';
export { defaultWorld } from '../world/default.js';
export type { World } from '../world/world.js';
