import { describe, expect, it } from 'vitest';
import { codeBlock, codeCell, codeSpan, plainText } from './markdown-escape.js';
import { formatMarkdown } from './markdown.js';
import { check, exchange, reportOf } from './testdata/reports.js';

describe('formatMarkdown', () => {
  it('is short: the sum, each cause once, the rest folded', () => {
    const text = formatMarkdown(
      reportOf([
        check({ exchanges: [exchange()] }),
        check({ id: 'constraint/AssumeRole/Policy/length.max/outside', member: 'Policy' }),
        check({ verdict: 'pass', reason: null, wanted: null, got: null, counterexample: null }),
        check({ verdict: 'skip', reason: 'the world has no role `web`', wanted: null, got: null }),
      ]),
    );
    expect(text).toMatchInlineSnapshot(`
      "## STS conformance: 2 findings that fail the run

      \`http://127.0.0.1:4000/sts/\` in \`us-east-1\` · 1,234 requests in 12 s · seed 42 · suite \`0.1.0\`

      | pass | fail: must | should | may | skip | unsupported | error | not run | operations |
      | --: | --: | --: | --: | --: | --: | --: | --: | --: |
      | 1 | 2 | 0 | 0 | 1 | 0 | 0 | 0 | 1 of 2 |

      ### Findings by cause

      #### **must** \`constraint/AssumeRole/RoleArn/length.max/outside\` and 1 alike

      - because \`a longer one is taken\`
      - wanted \`400 ValidationError\`
      - got \`200 AssumeRoleResponse\`
      - example \`RoleArn = 2049 characters\`

      <details><summary>Requirement, evidence, reproduction</summary>

      Requirement: AssumeRole refuses RoleArn longer than 2048

      Evidence: B4 \\(recorded\\)\\: A value that is too long is 400 ValidationError with \\\`Member must have length less than or equal to N\\\`\\. Also no such fact, length of arnType in the model

      \`\`\`sh
      curl --silent --show-error --include --aws-sigv4 "aws:amz:eu-central-1:sts" --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" --header 'Content-Type: application/x-www-form-urlencoded; charset=utf-8' --data-binary 'Action=AssumeRole&Version=2011-06-15&RoleSessionName=it%27s' --globoff --path-as-is http://127.0.0.1:4000/sts/
      \`\`\`

      \`\`\`sh
      sts-conformance run --seed 42 --only constraint/AssumeRole/RoleArn/length.max/outside
      \`\`\`

      Alike:

      - \`AssumeRole\` 1: \`Policy\`

      </details>

      <details><summary>By area</summary>

      | area | pass | fail | without a verdict |
      | :-- | --: | --: | --: |
      | \`constraint\` | 1 | 2 | 1 |

      </details>

      <details><summary>Without a verdict</summary>

      - \`AssumeRoot\`: unsupported, \`500 text/html\`
      - 1 × \`\` skip: the world has no role \`web\` \`\`

      </details>
      "
    `);
  });

  it('counts causes that would make it longer than a comment may be', () => {
    const many = Array.from({ length: 400 }, (_, index) =>
      check({ id: `wire/AssumeRole/${index}`, area: 'wire', reason: `${index} ${'x'.repeat(600)}` }),
    );
    const text = formatMarkdown(reportOf(many));
    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text).toMatch(/\n\d+ more causes of findings: see the whole report\.\n/);
  });

  it('says first that a run is incomplete', () => {
    const text = formatMarkdown(reportOf([], { incomplete: true, incompleteBecause: ['the target died'] }));
    expect(text).toMatch(
      /^## STS conformance: incomplete\n[^]*> \*\*This run is incomplete\*\*: `the target died`/,
    );
  });
});

describe('escapes', () => {
  it.each([
    ['a', '`a`'],
    ['a`b', '``a`b``'],
    ['`a', '`` `a ``'],
    ['', '(empty)'],
    [' ', '(empty)'],
    ['a\nb', '`a\\nb`'],
    ['##[error]', '`\\u{23}#[error]`'],
  ])('codeSpan holds %j', (text, shown) => {
    expect(codeSpan(text)).toBe(shown);
  });

  it('codeCell holds no bar, codeBlock no line that ends it', () => {
    expect(codeCell('a|b')).toBe('`a\\u{7c}b`');
    expect(codeBlock('x\n````\n::error::', 'sh')).toBe('`````sh\nx\n````\n\\u{3a}:error::\n`````');
  });

  it('plainText is neither markup nor mention nor link', () => {
    expect(plainText('*a* @user #12 https://x.y <b> [l](u) | `c`')).toBe(
      '\\*a\\* @<!-- -->user #<!-- -->12 https\\:\\/\\/x\\.y &lt;b&gt; \\[l\\]\\(u\\) \\| \\`c\\`',
    );
  });
});
