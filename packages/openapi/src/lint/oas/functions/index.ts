import type { RuleFunction } from '../../functions/rule-function.ts';
import { oasDiscriminator } from './discriminator.ts';
import { oasDocumentSchema } from './document-schema.ts';
import { oasExample } from './example.ts';
import { oasOpFormDataConsumeCheck } from './form-data-consume.ts';
import { oasSchema } from './oas-schema.ts';
import { oasOpIdUnique } from './operation-id-unique.ts';
import { oasOpParams } from './operation-parameters.ts';
import { oasPathParam } from './path-parameters.ts';
import { refSiblings } from './ref-siblings.ts';
import { oasSecurityDefined } from './security-defined.ts';
import { serverVariables } from './server-variables.ts';
import { oasOpSuccessResponse } from './success-response.ts';
import { oasTagDefined } from './tag-defined.ts';
import { uniquenessTags } from './unique-tags.ts';
import { oasUnusedComponent } from './unused-component.ts';

/** The functions that the rules of `spectral:oas` use besides those that every rule set can name. */
export const OAS_FUNCTIONS: readonly RuleFunction[] = [
  oasDiscriminator,
  oasDocumentSchema,
  oasExample,
  oasOpFormDataConsumeCheck,
  oasOpIdUnique,
  oasOpParams,
  oasOpSuccessResponse,
  oasPathParam,
  oasSchema,
  oasSecurityDefined,
  oasTagDefined,
  oasUnusedComponent,
  refSiblings,
  serverVariables,
  uniquenessTags,
];
