import { checkSecurity } from './check-security.ts';
import { collectionPage } from './collection-page.ts';
import { differentSecuritySchemes } from './different-security-schemes.ts';
import { operationIdUnique } from './operation-id-unique.ts';
import { securedResponse } from './secured-response.ts';
import { securityDeclared } from './security-declared.ts';
import { tagDeclared } from './tag-declared.ts';

/** The functions that the built-in rule sets use beside Spectral's own, by the names they have in rule sets. All judge a whole definition. */
export const RULE_FUNCTIONS = {
  checkSecurity,
  collectionPage,
  differentSecuritySchemes,
  operationIdUnique,
  securedResponse,
  securityDeclared,
  tagDeclared,
} as const;
