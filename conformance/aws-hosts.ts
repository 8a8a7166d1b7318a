/** Which host names belong to AWS: nothing may be sent there by accident. */

/**
 * DNS suffixes of every partition, plain and dual-stack, as botocore's partitions.json publishes them. VPC endpoints
 * (`*.vpce.amazonaws.com`) lie under the same suffixes.
 */
const awsSuffixes = [
  'amazonaws.com',
  'api.aws',
  'amazonaws.com.cn',
  'amazonwebservices.com.cn',
  'amazonaws.eu',
  'amazonwebservices.eu',
  'aws.eu',
  'c2s.ic.gov',
  'aws.ic.gov',
  'sc2s.sgov.gov',
  'aws.scloud',
  'cloud.adc-e.uk',
  'cloud-aws.adc-e.uk',
  'csp.hci.ic.gov',
  'aws.hci.ic.gov',
];

/**
 * True for a host name of any AWS partition, however it is written: upper case, trailing dots, percent escapes,
 * full-width letters. An address tells nothing and is never an AWS host.
 */
export function isAwsHost(host: string): boolean {
  const name = canonicalHost(host);
  return awsSuffixes.some((suffix) => name === suffix || name.endsWith(`.${suffix}`));
}

/** True for `localhost`, names below it, 127.0.0.0/8 and ::1, mapped forms included. */
export function isLoopbackHost(host: string): boolean {
  const name = canonicalHost(host);
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  if (/^127\.\d+\.\d+\.\d+$/.test(name)) return true;
  return name === '[::1]' || /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(name);
}

/** The form in which a URL parser compares hosts: lower case, IDNA mapped, escapes and address forms resolved. */
function canonicalHost(host: string): string {
  let name = host;
  try {
    name = new URL(`http://${host}`).hostname;
  } catch {
    // A host no URL can carry reaches nobody; its name is compared as it stands.
  }
  return name.toLowerCase().replace(/\.+$/, '');
}
