/** Exit codes of every command; listed in the help text. */
export const EXIT = {
  ok: 0,
  /** What was asked for was done and the answer is no: problems found, check failed. */
  failed: 1,
  /** The command line itself was wrong. */
  usage: 2,
  /** Something outside was missing or refused: a port, a file, a running process. */
  unavailable: 3,
} as const;

/** Ends a command with a message for the person at the terminal and an exit code; no stack is shown. */
export class CommandError extends Error {
  readonly exitCode: number;
  readonly hint: string | undefined;

  constructor(message: string, options: { readonly exitCode?: number; readonly hint?: string } = {}) {
    super(message);
    this.exitCode = options.exitCode ?? EXIT.failed;
    this.hint = options.hint;
  }
}
