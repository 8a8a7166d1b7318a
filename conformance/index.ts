/** The public interface of the suite: judge an endpoint from a program. */
export { buildTarget, TargetError, type Target, type TargetOptions, type TargetProblem } from './target.js';
export { runSuite, exitCode, type ExitOptions, type RunEvent, type RunOptions } from './runner.js';
export { selectChecks, UsageError } from './select.js';
export { buildCatalogue, type Catalogue } from './checks/catalogue.js';
export { atPath } from './check.js';
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
  ExpectationReport,
  ExpectationsReport,
  OperationReport,
  Report,
  Summary,
  UnjudgedSite,
} from './report/report.js';
export { formatBadge } from './report/badge.js';
export { compareReports, type Comparison, type NamedReport } from './report/compare.js';
export { formatHtml } from './report/html/page.js';
export { formatJson } from './report/json.js';
export { formatJunit } from './report/junit.js';
export { formatMarkdown } from './report/markdown.js';
export { formatEvent, formatStreamEnd } from './report/ndjson.js';
export { readReport, type ReadReport } from './report/read.js';
export type { FormatOptions } from './report/standing.js';
export {
  createProgress,
  formatReport,
  wantsColour,
  type Progress,
  type ProgressStream,
  type TextOptions,
} from './report/text.js';
export { applyExpectations, type ApplyOptions } from './expectations/apply.js';
export {
  formatExpectations,
  type ExpectationEntry,
  type ExpectationKind,
  type Expectations,
} from './expectations/expectations.js';
export { pruneExpectations, type Pruned } from './expectations/prune.js';
export { ExpectationsError, readExpectations, type Mistake } from './expectations/read.js';
export { signatureOf } from './expectations/signature.js';
export { buildExpectations } from './expectations/write.js';
export type { Case, CaseExpectation, CaseRequest } from './cases/case.js';
export { caseFileName, formatCase, readCase } from './cases/read.js';
export { recordCases, type CaseRecorder } from './cases/record.js';
export { replayCase, type Replayed, type ReplayOptions } from './cases/replay.js';
export { defaultWorld } from '../world/default.js';
export type { World } from '../world/world.js';
