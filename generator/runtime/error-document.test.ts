import { describe, expect, test } from 'vitest';
import { readErrorMembers, readErrorResponse, writeErrorResponse } from './error-document.js';
import { DeserializationError, SerializationError, XmlError } from './problem.js';

const xmlNamespace = 'https://sts.amazonaws.com/doc/2011-06-15/';
const requestId = 'c6104cbe-af31-11e0-8154-cbc7ccf896c7';

describe('writeErrorResponse', () => {
  test('is the document of the live service, to the byte', () => {
    const xml = writeErrorResponse({
      code: 'ValidationError',
      message: "Value '<&>' at 'x'",
      requestId,
      xmlNamespace,
    });
    expect(xml).toBe(`<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <Error>
    <Type>Sender</Type>
    <Code>ValidationError</Code>
    <Message>Value '&lt;&amp;&gt;' at 'x'</Message>
  </Error>
  <RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId>
</ErrorResponse>
`);
  });

  test('without message there is no Message; an empty one is written', () => {
    const bare = writeErrorResponse({ type: 'Receiver', code: 'MalformedInput', requestId, xmlNamespace });
    expect(bare).toContain('<Type>Receiver</Type>\n    <Code>MalformedInput</Code>\n  </Error>');
    const empty = writeErrorResponse({ code: 'X', message: '', requestId, xmlNamespace });
    expect(empty).toContain('<Message></Message>');
  });

  test('members follow the message', () => {
    const xml = writeErrorResponse({
      code: 'X',
      message: 'm',
      requestId,
      xmlNamespace,
      members: { Limit: '5&' },
      membersXml: '    <Nested>\n      <A>1</A>\n    </Nested>\n',
    });
    expect(xml).toContain(
      '    <Message>m</Message>\n    <Limit>5&amp;</Limit>\n    <Nested>\n      <A>1</A>\n    </Nested>\n  </Error>\n',
    );
  });

  test('refuses what XML cannot carry', () => {
    expect(() => writeErrorResponse({ code: 'X', message: '\0', requestId, xmlNamespace })).toThrow(
      SerializationError,
    );
  });

  test('is read back', () => {
    const content = {
      type: 'Sender',
      code: 'X',
      message: ' a\r\n<b> ',
      requestId,
      members: { Limit: '5' },
    } as const;
    expect(readErrorResponse(writeErrorResponse({ ...content, xmlNamespace }))).toEqual(content);
  });
});

describe('readErrorResponse', () => {
  const parts = { type: undefined, code: 'C', message: 'M', requestId: 'R', members: {} };

  test.each([
    [
      '<ErrorResponse><Error><Code>C</Code><Message>M</Message></Error><RequestId>R</RequestId></ErrorResponse>',
    ],
    [
      '<ErrorResponse><RequestId>R</RequestId><Error><message>M</message><Code>C</Code></Error></ErrorResponse>',
    ],
    [
      '<ErrorResponse><Error><Code>C</Code><Message>M</Message></Error><ResponseMetadata><RequestId>R</RequestId></ResponseMetadata></ErrorResponse>',
    ],
    [
      '<Response><Errors><Error><Code>C</Code><Message>M</Message></Error><Error><Code>D</Code></Error></Errors><RequestID>R</RequestID></Response>',
    ],
    [
      '<?xml version="1.0"?><e:ErrorResponse xmlns:e="urn:e"><e:Error><e:Code>C</e:Code><e:Message>M</e:Message></e:Error><e:RequestId>R</e:RequestId><Extra><Error/></Extra></e:ErrorResponse>',
    ],
  ])('%s', (xml) => {
    expect(readErrorResponse(xml)).toEqual(parts);
  });

  test('a root Error with the request id inside', () => {
    const document = readErrorResponse(
      '<Error><Code>C</Code><Message>M</Message><RequestId>R</RequestId></Error>',
    );
    expect(document).toEqual({ ...parts, members: { RequestId: 'R' } });
  });

  test('elements that are not there are undefined, empty ones are ""', () => {
    expect(readErrorResponse('<ErrorResponse><Error><Code/></Error></ErrorResponse>')).toEqual({
      type: undefined,
      code: '',
      message: undefined,
      requestId: undefined,
      members: {},
    });
  });

  test('members with text are kept, those with elements are not; the first of equal names stays', () => {
    const { members, code } = readErrorResponse(
      '<ErrorResponse><Error><Code>C</Code><Code>D</Code><A>1</A><A>2</A><N><B>3</B></N><__proto__>4</__proto__></Error></ErrorResponse>',
    );
    expect(code).toBe('C');
    expect(Object.entries(members)).toEqual([
      ['A', '1'],
      ['__proto__', '4'],
    ]);
  });

  test.each([
    '',
    ' ',
    'Internal Server Error',
    '{"Error":{}}',
    '<html><p></html>',
    '<!DOCTYPE html><html></html>',
    '<ErrorResponse>',
    '\u001f\ufffd',
  ])('%j is no XML: XmlError', (body) => {
    expect(() => readErrorResponse(body)).toThrow(XmlError);
  });

  test.each([
    '<html/>',
    '<UnknownOperationException/>\n',
    '<ErrorResponse/>',
    '<ErrorResponse><RequestId>R</RequestId></ErrorResponse>',
    '<Response><Errors/></Response>',
  ])('%j is no error document: DeserializationError', (body) => {
    expect(() => readErrorResponse(body)).toThrow(DeserializationError);
  });
});

describe('readErrorMembers', () => {
  test('hands out the reader on each child of the error', () => {
    const found: string[] = [];
    readErrorMembers(
      '<ErrorResponse><Error><Code>C</Code><N><A>1</A><B/></N><L>2</L></Error><RequestId>R</RequestId></ErrorResponse>',
      (name, reader) => {
        if (name === 'N') {
          for (let child = reader.nextChild(); child !== undefined; child = reader.nextChild()) {
            found.push(`${name}.${child}=${reader.text()}`);
          }
        } else if (name === 'L') found.push(`L=${reader.text()}`);
        else reader.skip();
      },
    );
    expect(found).toEqual(['N.A=1', 'N.B=', 'L=2']);
  });
});
