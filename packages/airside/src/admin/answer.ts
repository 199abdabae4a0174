import { type AdminProblem, adminProblem } from '@airside/control';

import { CommandError, EXIT } from '../exit.ts';
import { printable } from '../terminal.ts';

/** A request to the admin API; `path` begins with `/v1`. */
export interface AdminRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: object;
}

export interface AdminAnswer {
  readonly status: number;
  readonly text: string;
}

/** What the admin API has to say; throws a `CommandError` where it says that it did not do what was asked for. */
export function assertDone({ status, text }: AdminAnswer): unknown {
  const body = parsed(text);
  if (status >= 200 && status < 300) return body;
  const { success, data } = adminProblem.safeParse(body);
  if (!success) {
    throw new CommandError(`Airside answered ${status} and not as its admin API does`, {
      exitCode: EXIT.unavailable,
      hint: 'the running Airside may be of another version than this command',
    });
  }
  throw new CommandError(printable(data.detail), {
    exitCode: exitCodeOf(data),
    ...(data.hint !== undefined && { hint: printable(data.hint) }),
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function exitCodeOf({ status }: AdminProblem): number {
  if (status === 400) return EXIT.usage;
  return status >= 500 ? EXIT.unavailable : EXIT.failed;
}
