import type { Confirmation } from './confirmation.ts';

/**
 * What an issuer's tokens must be bound to. `none` demands nothing: a token that is bound all the same has to be proved, one that is not is
 * good for whoever holds it. `required` wants either binding, `dpop` and `certificate` the one that they name.
 */
export type SenderConstraint = 'none' | 'required' | 'dpop' | 'certificate';

/** Why a token is not bound as its issuer's tokens have to be, or `undefined`. */
export function faultInBinding(confirmation: Confirmation | undefined, demanded: SenderConstraint = 'none'): string | undefined {
  switch (demanded) {
    case 'none':
      return undefined;
    case 'required':
      return confirmation === undefined ? 'token is not bound to its sender (cnf): expected DPoP or a client certificate' : undefined;
    case 'dpop':
      return confirmation?.jkt === undefined ? 'token is not bound to a key (cnf.jkt): expected DPoP' : undefined;
    case 'certificate':
      return confirmation?.x5tS256 === undefined
        ? 'token is not bound to a certificate (cnf.x5t#S256): expected a certificate-bound token'
        : undefined;
  }
}
