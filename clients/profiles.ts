/** Credential providers that clients have built in: profiles and environment, each with the identity it must lead to. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultWorld } from '../world/default.js';
import { roleArn } from '../world/lookup.js';
import { mintWebIdentityToken } from '../world/mint.js';
import { account, alice } from './known.js';

export interface ProviderCase {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly wantedArn: string;
}

/** Files and variables by which a client finds `alice`, and by nothing else of this machine. */
export async function writeProfiles(folder: string, now: Date): Promise<Readonly<Record<string, string>>> {
  const base = { subject: 'repo:example', audience: 'sts.amazonaws.com', now };
  writeFileSync(join(folder, 'token'), await mintWebIdentityToken(defaultWorld, base));
  writeFileSync(
    join(folder, 'credentials'),
    lines('default', { aws_access_key_id: alice.accessKeyId, aws_secret_access_key: alice.secretAccessKey }),
  );
  const config = [
    lines('profile demo', { ...role('demo'), source_profile: 'default' }),
    lines('profile external', { ...role('external'), source_profile: 'default', external_id: '123ABC' }),
    lines('profile chained', { ...role('chained'), source_profile: 'demo' }),
    lines('profile web', { ...role('web'), web_identity_token_file: join(folder, 'token') }),
  ];
  writeFileSync(join(folder, 'config'), config.join('\n'));
  return {
    HOME: folder,
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
  };
}

/** @param folder where `writeProfiles` has written */
export function providerCases(folder: string): readonly ProviderCase[] {
  return [
    { name: 'default profile', environment: {}, wantedArn: `arn:aws:iam::${account}:user/alice` },
    { name: 'profile with role_arn', environment: { AWS_PROFILE: 'demo' }, wantedArn: session('demo') },
    {
      name: 'profile with external_id',
      environment: { AWS_PROFILE: 'external' },
      wantedArn: session('external'),
    },
    { name: 'chained profiles', environment: { AWS_PROFILE: 'chained' }, wantedArn: session('chained') },
    { name: 'profile with a token file', environment: { AWS_PROFILE: 'web' }, wantedArn: session('web') },
    {
      name: 'AWS_WEB_IDENTITY_TOKEN_FILE',
      environment: {
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, 'token'),
        AWS_ROLE_ARN: roleArn(defaultWorld, 'web'),
        AWS_ROLE_SESSION_NAME: 'provider',
      },
      wantedArn: session('web'),
    },
  ];
}

function role(name: string): Record<string, string> {
  return { role_arn: roleArn(defaultWorld, name), role_session_name: 'provider' };
}

function session(name: string): string {
  return `arn:aws:sts::${account}:assumed-role/${name}/provider`;
}

function lines(section: string, values: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(values).map(([name, value]) => `${name} = ${value}\n`);
  return `[${section}]\n${pairs.join('')}`;
}
