import { abnormalQuantity } from './abnormal-quantity.ts';
import { bodyManipulation } from './body-manipulation.ts';
import { headerManipulation } from './header-manipulation.ts';
import type { Indicator } from './indicator.ts';
import { oversizedRequest } from './oversized-request.ts';
import { parameterPollution } from './parameter-pollution.ts';
import { queryManipulation } from './query-manipulation.ts';
import { unknownOperation } from './unknown-operation.ts';
import { unknownParameter } from './unknown-parameter.ts';
import { unlikelyType } from './unlikely-type.ts';
import { unlikelyValue } from './unlikely-value.ts';

/** All indicators, by id. */
export const INDICATORS: readonly Indicator[] = [
  abnormalQuantity,
  bodyManipulation,
  headerManipulation,
  oversizedRequest,
  parameterPollution,
  queryManipulation,
  unknownOperation,
  unknownParameter,
  unlikelyType,
  unlikelyValue,
];
