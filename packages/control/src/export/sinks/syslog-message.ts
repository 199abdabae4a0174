import type { Line } from './sink.ts';

const APP_NAME = 'airside';
const NIL = '-';
const LONGEST_HOSTNAME = 255;
const INFORMATIONAL = 6;
const LEVELS_PER_FACILITY = 8;

/**
 * A message as RFC 5424 section 6 has it: `<PRI>1 TIMESTAMP HOSTNAME APP-NAME PROCID MSGID STRUCTURED-DATA MSG`. The text is one line without
 * control characters, as the formats make it, so that nothing in it looks like another message. It has no byte order mark (`MSG-ANY` in section
 * 6.4): what reads JSON or CEF behind the header stumbles over it.
 */
export function syslogMessage(
  { text, timeMs, kind }: Line,
  { facility, hostname }: { readonly facility: number; readonly hostname: string },
): string {
  const priority = facility * LEVELS_PER_FACILITY + INFORMATIONAL;
  const host = hostname.replaceAll(/[^\x21-\x7e]/g, '').slice(0, LONGEST_HOSTNAME);
  return `<${priority}>1 ${new Date(timeMs).toISOString()} ${host === '' ? NIL : host} ${APP_NAME} ${process.pid} ${kind} ${NIL} ${text}`;
}
