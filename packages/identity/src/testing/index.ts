export { type Authority, createAuthority, createSelfSigned, type Issued, onlyNamesBelow, rawNames } from './pki.ts';
export { signRequest } from './sign-request.ts';
