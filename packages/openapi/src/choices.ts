/** What options of commands can be, without what does the work. */
export { DRIFT_SEVERITIES } from './drift/kinds.ts';
export { LOG_FORMATS, type LogFormat } from './observe/log/names.ts';
