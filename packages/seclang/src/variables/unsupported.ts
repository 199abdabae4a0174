import { suggestion } from '../language/suggestion.ts';

const NO_FILES = 'no temporary files are written; look at FILES, FILES_SIZES and FILES_TMP_CONTENT';
const NO_SERVER = 'the engine knows the request, not the file that serves it';
const NO_TIMES = 'the engine does not measure itself while it runs';

/** Variables of ModSecurity that rules cannot use here, and why. */
export const unsupportedVariables: ReadonlyMap<string, string> = new Map([
  ['FILES_TMPNAMES', NO_FILES],
  ['PERF_ALL', NO_TIMES],
  ['PERF_COMBINED', NO_TIMES],
  ['PERF_GC', NO_TIMES],
  ['PERF_LOGGING', NO_TIMES],
  ['PERF_PHASE1', NO_TIMES],
  ['PERF_PHASE2', NO_TIMES],
  ['PERF_PHASE3', NO_TIMES],
  ['PERF_PHASE4', NO_TIMES],
  ['PERF_PHASE5', NO_TIMES],
  ['PERF_RULES', NO_TIMES],
  ['PERF_SREAD', NO_TIMES],
  ['PERF_SWRITE', NO_TIMES],
  ['SCRIPT_BASENAME', NO_SERVER],
  ['SCRIPT_FILENAME', NO_SERVER],
  ['SCRIPT_GID', NO_SERVER],
  ['SCRIPT_GROUPNAME', NO_SERVER],
  ['SCRIPT_MODE', NO_SERVER],
  ['SCRIPT_UID', NO_SERVER],
  ['SCRIPT_USERNAME', NO_SERVER],
  ['SDBM_DELETE_ERROR', 'collections live in memory'],
  ['STREAM_INPUT_BODY', 'bodies are inspected whole, by REQUEST_BODY'],
  ['STREAM_OUTPUT_BODY', 'bodies are inspected whole, by RESPONSE_BODY'],
  ['USERAGENT_IP', 'the host decides which proxies to trust; its answer is REMOTE_ADDR'],
  ['WEBSERVER_ERROR_LOG', 'there is no web server whose log could be read'],
]);

/** What is wrong with a name that is none of the variables. */
export function unknownVariable(name: string, known: Iterable<string>, written = name): string {
  const reason = unsupportedVariables.get(name);
  return reason === undefined
    ? `unknown variable ${written}${suggestion(name, known)}`
    : `the variable ${name} is not supported: ${reason}`;
}
