import { ValueProfile } from './value-profile.ts';
import { ValueReach } from './value-reach.ts';

const GRAM_BITS = 10;

/** One parameter of an operation, or one header or cookie of an API. */
export class ParameterProfile extends ValueProfile {
  /** Requests with it. */
  requests = 0;
  /** Requests that have it more than once. */
  repeated = 0;
  /** Number of the request in which it was met last, and of the one in which it was met twice last. */
  lastRequest = -1;
  lastRepeated = -1;

  constructor(key: number) {
    super(GRAM_BITS, key, new ValueReach());
  }
}
