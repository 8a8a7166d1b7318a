/** How one member of one operation's input is probed: where it stands, what goes with it, which values it can take. */
import type { ConstraintKind, ValuePath } from '../../generated/index.js';
import type { World } from '../../world/world.js';
import type { SigningCredentials } from '../check.js';
import type { EvidenceId } from '../evidence/catalogue.js';
import type { Level } from '../verdict.js';

/** What witnesses are made of. */
export interface Facts {
  readonly world: World;
  readonly credentials: SigningCredentials;
  /** The operation's base input, made for this check. */
  readonly base: Input;
  readonly now: Date;
}

export type Input = Readonly<Record<string, unknown>>;

/** What a correct endpoint may answer to a legal value for reasons that are not the constraint. */
export interface Tolerance {
  /** Error codes; `any` where no source says which. ValidationError is never among them. */
  readonly codes: readonly string[] | 'any';
  /** True where a later rule also answers ValidationError, so that only the text tells it from the constraint. */
  readonly textual: boolean;
}

/** The value must be accepted. */
export const acceptedOnly: Tolerance = { codes: [], textual: false };

/** Accepted, or refused with one of these codes. */
export function orRefusedAs(...codes: readonly string[]): Tolerance {
  return { codes, textual: false };
}

/** Accepted, refused with one of these codes, or with a ValidationError that does not blame the constraint. */
export function orRefusedByText(...codes: readonly string[]): Tolerance {
  return { codes, textual: true };
}

/** No source says how a legal but meaningless value is refused: anything but the constraint's own refusal. */
export const orRefusedSomehow: Tolerance = { codes: 'any', textual: true };

/** A value inside the bound beyond the usual ones. `level`: weight of a refusal where it is less than the check's. */
export interface FurtherWitness {
  readonly value: unknown;
  readonly level?: Level;
}

type PerKind<Value> = Readonly<Partial<Record<ConstraintKind, Value>>>;

export interface MemberPlan {
  /** Where the member stands in the input, positions in lists included. */
  readonly path: ValuePath;
  /** Members that go with it, an ordinary value of the member itself included; none for members of the base input. */
  readonly companions?: (facts: Facts) => Input;
  readonly tolerance: Tolerance | ((facts: Facts) => Tolerance);
  readonly toleranceOf?: PerKind<Tolerance>;
  /** A value of exactly this many characters or items, as meaningful as that length allows. */
  readonly ofLength?: (length: number, facts: Facts) => unknown;
  /** A character beyond U+FFFF that the pattern allows: shows who counts UTF-16 units. */
  readonly wideCharacter?: string;
  readonly inPattern?: (facts: Facts) => readonly string[];
  readonly outOfPattern?: (facts: Facts) => readonly string[];
  readonly further?: PerKind<readonly FurtherWitness[]>;
  /** Why a legal value at this bound cannot be told from an illegal one. */
  readonly notObservable?: PerKind<string>;
  /** Weight of the outside check where it is less than must, with the evidence that limits it. */
  readonly outsideLimit?: PerKind<{ readonly level: Level; readonly evidence: EvidenceId }>;
  /** True where a value outside of the bound would get a ValidationError of a later rule, too. */
  readonly alsoRefusedByText?: PerKind<true>;
  readonly evidence?: PerKind<readonly EvidenceId[]>;
  /** True where the pattern names classes of Unicode such as `\p{L}`. */
  readonly unicodeClass?: true;
  /** True where random legal values are known to be refused by rules that look like the constraint. */
  readonly noRandomInside?: true;
}
