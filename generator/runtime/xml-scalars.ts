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

function elementReaderOf<Value>(type: ScalarType<Value>): XmlScalarReader<Value> {
  return (reader, at, problems) => readScalar(type, readXmlString(reader, at, problems), at, problems);
}

export const readXmlByte = /* @__PURE__ */ elementReaderOf(byteType);
export const readXmlShort = /* @__PURE__ */ elementReaderOf(shortType);
export const readXmlInteger = /* @__PURE__ */ elementReaderOf(integerType);
export const readXmlLong = /* @__PURE__ */ elementReaderOf(longType);
export const readXmlBigInteger = /* @__PURE__ */ elementReaderOf(bigIntegerType);
export const readXmlFloat = /* @__PURE__ */ elementReaderOf(floatType);
export const readXmlDouble = /* @__PURE__ */ elementReaderOf(doubleType);
export const readXmlBigDecimal = /* @__PURE__ */ elementReaderOf(bigDecimalType);
export const readXmlBoolean = /* @__PURE__ */ elementReaderOf(booleanType);
export const readXmlBlob = /* @__PURE__ */ elementReaderOf(blobType);
export const readXmlDateTime = /* @__PURE__ */ elementReaderOf(dateTimeType);
export const readXmlEpochSeconds = /* @__PURE__ */ elementReaderOf(epochSecondsType);
export const readXmlHttpDate = /* @__PURE__ */ elementReaderOf(httpDateType);
