/** All checks of the area round-trip: an answer says what the request asked for, in the form that STS gives it. */
import type { OperationName } from '../../../generated/index.js';
import type { Check } from '../../check.js';
import { credentialForms, freshCredentials } from './credentials.js';
import { expirationChecks } from './expiration.js';
import { assertionFacts, nameQualifier, providerArn, tokenFacts } from './federation.js';
import {
  accessKeyAccount,
  assumedPrincipal,
  callerAccount,
  decodedMessage,
  sessionCaller,
} from './identity.js';
import { issuedToken } from './issued-token.js';
import { packedPolicyOfAssumeRole, packedPolicyOfGetFederationToken } from './packed-policy.js';
import { presence } from './presence.js';
import { assumedRoleArn, assumedRoleId, federatedUser, pathDropped, sourceIdentityEcho } from './sessions.js';
import { shape } from './shape.js';

export function buildRoundTripChecks(operation: OperationName): readonly Check[] {
  return [presence(operation), shape(operation), ...ownChecks(operation)];
}

function ownChecks(operation: OperationName): readonly Check[] {
  switch (operation) {
    case 'AssumeRole':
      return [
        ...sessionChecks(operation),
        assumedRoleArn(operation),
        assumedRoleId(operation),
        pathDropped(),
        sourceIdentityEcho(),
        packedPolicyOfAssumeRole(),
      ];
    case 'AssumeRoleWithSAML':
      return [
        ...sessionChecks(operation),
        assumedRoleArn(operation),
        assumedRoleId(operation),
        assertionFacts(),
        nameQualifier(),
      ];
    case 'AssumeRoleWithWebIdentity':
      return [
        ...sessionChecks(operation),
        assumedRoleArn(operation),
        assumedRoleId(operation),
        tokenFacts(),
        providerArn(),
      ];
    case 'AssumeRoot':
    case 'GetSessionToken':
      return sessionChecks(operation);
    case 'GetDelegatedAccessToken':
      return [...sessionChecks(operation), assumedPrincipal()];
    case 'GetFederationToken':
      return [...sessionChecks(operation), federatedUser(), packedPolicyOfGetFederationToken()];
    case 'GetWebIdentityToken':
      return [...expirationChecks(operation), issuedToken()];
    case 'GetCallerIdentity':
      return [callerAccount(), sessionCaller()];
    case 'GetAccessKeyInfo':
      return [accessKeyAccount()];
    case 'DecodeAuthorizationMessage':
      return [decodedMessage()];
    // An operation that a new revision of the model has brought.
    default:
      return [];
  }
}

function sessionChecks(operation: OperationName): readonly Check[] {
  return [...credentialForms(operation), freshCredentials(operation), ...expirationChecks(operation)];
}
