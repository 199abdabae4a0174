import type { Observation } from '../observation.ts';
import { hostOf } from '../target.ts';
import { clfTime } from './clock.ts';
import { bytesIn, fromLoggedCall, quotedAt, requestLineIn } from './logged-call.ts';

/**
 * A line of the common log format, of the combined one, or of either with a virtual host before it (`host:port address - user [time] …`). What servers
 * add at the end is passed over. Undefined for any other line.
 */
export function parseCombined(line: string): Observation | undefined {
  const open = line.indexOf(' [');
  const close = line.indexOf('] "', open);
  if (open === -1 || close === -1) return undefined;
  const before = line.slice(0, open).split(' ');
  const isVirtual = before.length >= 4 && isAddress(before[1] ?? '');
  const [address = '', , ...user] = isVirtual ? before.slice(1) : before;
  const quoted = quotedAt(line, close + 2);
  const request = quoted && requestLineIn(quoted.text);
  if (request === undefined || quoted === undefined || user.length === 0) return undefined;
  const [status, bytes] = line
    .slice(quoted.end + 1)
    .trimStart()
    .split(' ', 2);
  if (status === undefined || !/^\d{3}$/.test(status)) return undefined;
  const name = user.join(' ');
  const size = bytesIn(bytes);
  return fromLoggedCall({
    timeMs: clfTime(line.slice(open + 2, close)),
    ...request,
    status: Number(status),
    address,
    ...(isVirtual && { host: hostOf(before[0] ?? '') }),
    ...(name !== '-' && name !== '' && { user: name }),
    ...(size !== undefined && { responseBytes: size }),
  });
}

const LONGEST_ADDRESS = 64;

function isAddress(text: string): boolean {
  return text.length <= LONGEST_ADDRESS && /^\d{1,3}(?:\.\d{1,3}){3}$|^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$/.test(text);
}
