import type { Risk } from '../risk.ts';
import { authentication } from './authentication.ts';
import { businessFlows } from './business-flows.ts';
import { excessiveDataExposure } from './excessive-data-exposure.ts';
import { functionAuthorization } from './function-authorization.ts';
import { injection } from './injection.ts';
import { inventory } from './inventory.ts';
import { logging } from './logging.ts';
import { massAssignment } from './mass-assignment.ts';
import { misconfiguration } from './misconfiguration.ts';
import { objectAuthorization } from './object-authorization.ts';
import { propertyAuthorization } from './property-authorization.ts';
import { requestForgery } from './request-forgery.ts';
import { resourceConsumption } from './resource-consumption.ts';
import { unsafeConsumption } from './unsafe-consumption.ts';

/** The risks of the OWASP API Security Top 10, of 2019 and 2023. */
export const RISKS: readonly Risk[] = [
  objectAuthorization,
  authentication,
  propertyAuthorization,
  excessiveDataExposure,
  massAssignment,
  resourceConsumption,
  functionAuthorization,
  businessFlows,
  requestForgery,
  misconfiguration,
  injection,
  inventory,
  unsafeConsumption,
  logging,
];
