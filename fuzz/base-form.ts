/** Forms to begin with, before anything of them is changed. */
import { codec, type Draft, type OperationInputs, type OperationName } from '../generated/index.js';
import { defaultWorld } from '../world/default.js';
import { roleArn, samlProviderArn } from '../world/lookup.js';
import { type Form, readPairs } from './form.js';

export interface BaseForm {
  readonly operation: OperationName;
  readonly form: Form;
}

export function baseForm<Name extends OperationName>(
  operation: Name,
  input: Draft<OperationInputs[Name]>,
): BaseForm {
  return { operation, form: readPairs(codec[operation].serializeRequest(input)) };
}

/** Input of the world's role and provider. */
export function samlInput(SAMLAssertion: string): OperationInputs['AssumeRoleWithSAML'] {
  const [provider] = defaultWorld.samlProviders;
  if (provider === undefined) throw new Error('the built-in world has no SAML provider');
  const PrincipalArn = samlProviderArn(defaultWorld, provider);
  return { RoleArn: roleArn(defaultWorld, 'saml'), PrincipalArn, SAMLAssertion };
}
