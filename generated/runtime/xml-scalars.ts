// Copied by `npm run generate` from generator/runtime of sts-conformance 0.1.0: edit it there.
/** Members of a shape from the XML element that the reader stands on; each call reads the element to its end. */

import { report } from './problem.js';
import type { Problem, ProblemPath } from './problem.js';
import {
  bigDecimalType,
  bigIntegerType,
  blobType,
  booleanType,
  byteType,
  dateTimeType,
  doubleType,
  epochSecondsType,
  floatType,
  httpDateType,
  integerType,
  longType,
  readScalar,
  shortType,
} from './scalars.js';
import type { ScalarType } from './scalars.js';
import type { XmlReader } from './xml-reader.js';

type XmlScalarReader<Value> = (reader: XmlReader, at: ProblemPath, problems: Problem[]) => Value | undefined;

/** Text as it stands, blanks included; elements inside a scalar are a problem, and their text is dropped. */
export function readXmlString(reader: XmlReader, at: ProblemPath, problems: Problem[]): string {
  const text = reader.text();
  if (reader.hadChildren()) report(problems, 'unexpected', at, 'elements inside a scalar');
  return text;
}

function readerOf<Value>(type: ScalarType<Value>): XmlScalarReader<Value> {
  return (reader, at, problems) => readScalar(type, readXmlString(reader, at, problems), at, problems);
}

export const readXmlByte = readerOf(byteType);
export const readXmlShort = readerOf(shortType);
export const readXmlInteger = readerOf(integerType);
export const readXmlLong = readerOf(longType);
export const readXmlBigInteger = readerOf(bigIntegerType);
export const readXmlFloat = readerOf(floatType);
export const readXmlDouble = readerOf(doubleType);
export const readXmlBigDecimal = readerOf(bigDecimalType);
export const readXmlBoolean = readerOf(booleanType);
export const readXmlBlob = readerOf(blobType);
export const readXmlDateTime = readerOf(dateTimeType);
export const readXmlEpochSeconds = readerOf(epochSecondsType);
export const readXmlHttpDate = readerOf(httpDateType);
