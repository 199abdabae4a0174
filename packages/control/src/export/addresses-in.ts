import { isIP } from 'node:net';

/** What may hold addresses: each character is looked at a bounded number of times. */
const RUN = /[0-9A-Fa-f:.]{2,}/g;
const IPV4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)/g;
/** Parts before an IPv6 address that may be a label of it, such as `address:`, and behind it a port. */
const MOST_BEFORE = 2;
const MOST_BEHIND = 1;

/** The text with something in the place of each IP address, also where a label or a port is joined to it by a colon. */
export function replaceAddresses(text: string, put: (address: string) => string): string {
  return text.replaceAll(RUN, (run, offset: number) => {
    const end = endOf(run);
    const isWithinWord = offset > 0 && /\w/.test(text.charAt(offset - 1));
    return replaceIn(run.slice(0, end), isWithinWord ? 1 : 0, put) + run.slice(end);
  });
}

/** Where the run ends without the points or the colon that belong to the sentence; two colons belong to the address. */
function endOf(run: string): number {
  let end = run.length;
  while (end > 0 && run[end - 1] === '.') end--;
  return end === run.length && run.endsWith(':') && !run.endsWith('::') ? end - 1 : end;
}

function replaceIn(run: string, least: number, put: (address: string) => string): string {
  const withoutIPv4 = (part: string): string => part.replaceAll(IPV4, (found) => (isIP(found) === 0 ? found : put(found)));
  const parts = run.split(':');
  for (let before = least; parts.length > 2 && before <= MOST_BEFORE; before++) {
    for (let behind = 0; behind <= MOST_BEHIND; behind++) {
      const address = parts.slice(before, parts.length - behind).join(':');
      if (isIP(address) !== 6 || !/[^:]/.test(address)) continue;
      return [...parts.slice(0, before).map(withoutIPv4), put(address), ...parts.slice(parts.length - behind)].join(':');
    }
  }
  return withoutIPv4(run);
}
