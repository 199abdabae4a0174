import type { Exchange } from '@airside/domain';

import type { Outcome } from './call.ts';

const CLIENT_CLOSED_REQUEST = 499;

export function outcomeOf({ status, problem }: Exchange): Outcome {
  if (status === CLIENT_CLOSED_REQUEST) return 'gone';
  if (problem !== null) return 'refused';
  if (status < 400) return 'success';
  return status < 500 ? 'rejected' : 'error';
}
