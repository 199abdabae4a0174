import { spawn } from 'node:child_process';
import { join } from 'node:path';

const MOST_OUTPUT_CHARACTERS = 2_000_000;

export interface ToolResult {
  /** The exit code; null when the tool was ended by a signal or did not start. */
  readonly code: number | null;
  /** What it wrote to standard output and standard error, in the order of arrival. */
  readonly output: string;
}

/** Runs a tool of `node_modules/.bin` in `root` and collects its output. It is ended when it takes longer than `timeoutMs`. */
export function runTool(root: string, tool: string, args: readonly string[], timeoutMs = 900_000): Promise<ToolResult> {
  return new Promise((resolve) => {
    const child = spawn(join(root, 'node_modules/.bin', tool), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs });
    let output = '';
    const collect = (chunk: string): void => {
      if (output.length < MOST_OUTPUT_CHARACTERS) output += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.on('error', (error) => {
      resolve({ code: null, output: `${tool} did not start: ${error.message}\nInstall the repository's tools with: npm ci` });
    });
    child.on('close', (code, signal) => {
      resolve({ code, output: signal === null ? output : `${output}\n${tool} was ended by ${signal}; it may take ${timeoutMs} ms` });
    });
  });
}
