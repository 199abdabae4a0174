import type { Observation } from '../observation.ts';
import { hostOf } from '../target.ts';
import { clfTime } from './clock.ts';
import { bytesIn, fromLoggedCall, quotedAt, requestLineIn } from './logged-call.ts';

/** Fields after the time up to the queues, in HAProxy's HTTP log format (configuration manual, section 8.2.3). */
const FIELDS = { server: 1, timers: 2, status: 3, bytes: 4, count: 10 } as const;
/** What HAProxy answers by itself names no server. */
const NO_SERVER = '<NOSRV>';

/** A line of HAProxy's HTTP log (`option httplog`, `httpslog`), with or without what syslog writes before it. */
export function parseHaproxy(line: string): Observation | undefined {
  const open = line.indexOf(' [');
  const close = line.indexOf('] ', open);
  const quote = line.indexOf(' "', close);
  if (open === -1 || close === -1 || quote === -1) return undefined;
  const fields = line.slice(close + 2, quote).split(' ', FIELDS.count + 1);
  const request = requestLineIn(quotedAt(line, quote + 1)?.text ?? '');
  const status = Number(fields[FIELDS.status]);
  if (fields.length < FIELDS.count || request === undefined || !/^(?:-?\d+\/){4}\+?-?\d+$/.test(fields[FIELDS.timers] ?? ''))
    return undefined;
  const client = line.slice(line.lastIndexOf(' ', open - 1) + 1, open);
  const host = capturedHost(line.slice(close, quote));
  const size = bytesIn(fields[FIELDS.bytes]?.replace('+', ''));
  return fromLoggedCall({
    timeMs: clfTime(line.slice(open + 2, close)),
    ...request,
    status: status === -1 ? null : status,
    address: client.slice(0, client.lastIndexOf(':')),
    ...(host !== '' && { host }),
    ...(size !== undefined && { responseBytes: size }),
    isRefused: (fields[FIELDS.server] ?? '').endsWith(NO_SERVER) && status >= 400,
  });
}

/** Whether a line is one of HAProxy's about a connection without HTTP (`option tcplog`, section 8.2.2). */
export function isHaproxyTcp(line: string): boolean {
  return /\] \S{1,200} \S{1,200}\/\S{1,200} -?\d{1,10}\/-?\d{1,10}\/\+?-?\d{1,10} \+?\d{1,15} \S\S /.test(line);
}

/** The host, where the first header that is captured is one. */
function capturedHost(fields: string): string {
  const open = fields.indexOf(' {');
  const first = open === -1 ? '' : (fields.slice(open + 2).split(/[|}]/, 1)[0] ?? '');
  return first.includes('.') && !first.includes('/') ? hostOf(first) : '';
}
