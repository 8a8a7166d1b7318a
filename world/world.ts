/**
 * What exists at an endpoint: accounts, callers, roles, providers and devices. The reference endpoint lives it, the
 * suite is told it. Plain data, so that a world can be read from a file.
 */
export interface World {
  /** Account of everything below that names no other, 12 digits: the management account of the organization. */
  readonly accountId: string;
  /** Region in which the endpoint answers, `aws-global` for the global endpoint. */
  readonly region: string;
  readonly enabledRegions: readonly string[];
  readonly users: readonly User[];
  readonly roles: readonly Role[];
  readonly oidcProviders: readonly OidcProvider[];
  readonly samlProviders: readonly SamlProvider[];
  /** Member accounts of the organization whose management account is `accountId`. */
  readonly memberAccounts: readonly string[];
  readonly delegationRequests: readonly DelegationRequest[];
  /** Encoded authorization messages that the endpoint can decode, with their decoded JSON text. */
  readonly authorizationMessages: readonly { readonly encoded: string; readonly decoded: string }[];
  /** Access keys of the account's root user; most worlds have none. */
  readonly rootAccessKeys?: readonly AccessKey[];
  /** True where the management account may call AssumeRoot for its member accounts. */
  readonly centralizedRootAccess?: boolean;
  /** Present where the account may call GetWebIdentityToken. */
  readonly outboundFederation?: OutboundFederation;
  /** Managed policies that `PolicyArns` and `managedPolicyArns` may name. */
  readonly managedPolicies?: readonly { readonly arn: string; readonly document: object }[];
}

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly active: boolean;
}

export interface User {
  readonly name: string;
  /** IAM path with both slashes; `/` when absent. */
  readonly path?: string;
  /** `AIDA` and 17 more characters. */
  readonly userId: string;
  readonly accessKeys: readonly AccessKey[];
  readonly mfaDevices: readonly MfaDevice[];
  /** Identity policy documents; a user without any may do nothing that needs permission. */
  readonly policies: readonly object[];
  /** ARNs of managed policies of the world that are attached. */
  readonly managedPolicyArns?: readonly string[];
  readonly tags?: readonly Tag[];
  /** Account that the user is of; the world's unless given. */
  readonly accountId?: string;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** Time-based one-time passwords of RFC 6238: SHA-1, 6 digits, 30 seconds. */
export interface MfaDevice {
  /** ARN of the device. */
  readonly serialNumber: string;
  /** Shared secret in base 32. */
  readonly seed: string;
}

export interface Role {
  readonly name: string;
  /** IAM path with both slashes; `/` for most roles. */
  readonly path: string;
  /** `AROA` and 17 more characters. */
  readonly roleId: string;
  readonly trustPolicy: object;
  readonly maxSessionDurationSeconds: number;
  readonly policies: readonly object[];
  /** ARNs of managed policies of the world that are attached. */
  readonly managedPolicyArns?: readonly string[];
  readonly tags?: readonly Tag[];
  /** Account that the role is of; the world's unless given. */
  readonly accountId?: string;
}

export interface OidcProvider {
  /** Issuer URL: `https://...`, on a loopback address `http://...` too. */
  readonly issuer: string;
  readonly clientIds: readonly string[];
  /** Public keys as a JWK set; without them they are fetched from `jwksUri`. */
  readonly jwks?: { readonly keys: readonly object[] };
  /** Where the endpoint fetches the JWK set, when a token asks for it: https, on a loopback address http too. */
  readonly jwksUri?: string;
  /** Private key as a JWK: the suite mints tokens with it. Absent in worlds that only name the provider. */
  readonly signingKey?: object;
}

export interface SamlProvider {
  readonly name: string;
  readonly entityId: string;
  /** PEM certificate of the identity provider. */
  readonly certificate: string;
  /** PEM private key: the suite signs assertions with it. */
  readonly privateKey?: string;
}

export interface DelegationRequest {
  readonly tradeInToken: string;
  /** ARN of the principal whose access the token gives. */
  readonly assumedPrincipal: string;
  /** True where the token may be redeemed again and again; otherwise once. */
  readonly reusable?: boolean;
  /** Instant in ISO 8601 from which on the token is expired. */
  readonly expiresAt?: string;
}

/** What signs the tokens of GetWebIdentityToken. */
export interface OutboundFederation {
  /** Issuer URL of the account; a path under the endpoint's own URL unless given. */
  readonly issuer?: string;
  /** Organization of the account, `o-...`. */
  readonly organizationId?: string;
  /** Private keys as JWKs, each with its `kid`: an RSA key and one on P-384. */
  readonly signingKeys: { readonly RS256: object; readonly ES384: object };
}
