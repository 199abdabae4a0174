import { isAbsolute } from 'node:path';

import { hasExcess, parseRemoteUrl } from '../http/location.ts';
import { createFileSource } from './file.ts';
import type { KeySet } from './key-set.ts';
import { createRefreshingKeySet, type RefreshTimes } from './refreshing.ts';
import { createRemoteSource } from './remote.ts';
import type { KeySource } from './source.ts';

export interface KeySetOptions extends Partial<RefreshTimes> {
  /** A monotonic clock, in milliseconds. */
  readonly clock?: () => number;
}

/**
 * Opens the key set of an issuer: an https URL, an http URL on a loopback address, or the absolute path of a file. Long-lived: one set
 * serves every configuration that names its location, and is closed with the process. It is read at once and then kept up to date: a URL
 * every 10 minutes, a file every 5 seconds. While it cannot be read, known keys serve for up to 24 hours.
 *
 * @throws {TypeError} when the location is none of these.
 */
export function openKeySet(location: string, options: KeySetOptions = {}): KeySet {
  const { clock, ...times } = options;
  if (isAbsolute(location)) return createRefreshingKeySet(createFileSource(location), { ...FILE_TIMES, ...times }, clock);
  return createRefreshingKeySet(createRemoteSource(parseLocation(location)), { ...REMOTE_TIMES, ...times }, clock);
}

/** A key set that moves with its provider's metadata, kept up to date as one behind a URL. */
export function openDiscoveredKeySet(source: KeySource, { clock, ...times }: KeySetOptions): KeySet {
  return createRefreshingKeySet(source, { ...REMOTE_TIMES, ...times }, clock);
}

/**
 * Says whether a key set could be opened at a location, without reading it.
 *
 * @throws {TypeError} as `openKeySet`.
 */
export function checkKeySetLocation(location: string): void {
  if (!isAbsolute(location)) parseLocation(location);
}

const SECOND_MS = 1000;
const DAY_MS = 86_400 * SECOND_MS;

const REMOTE_TIMES: RefreshTimes = {
  maxAgeMs: 600 * SECOND_MS,
  maxStaleMs: DAY_MS,
  unknownKeyIntervalMs: 30 * SECOND_MS,
  timeoutMs: 5 * SECOND_MS,
  retryMs: SECOND_MS,
  longestRetryMs: 30 * SECOND_MS,
};

const FILE_TIMES: RefreshTimes = { ...REMOTE_TIMES, maxAgeMs: 5 * SECOND_MS, longestRetryMs: 5 * SECOND_MS };

function parseLocation(location: string): URL {
  const url = parseRemoteUrl(location);
  if (url === undefined) {
    throw new TypeError(
      `${JSON.stringify(location)} is no place for a key set: expected an https URL, http on a loopback address, or an absolute path`,
    );
  }
  if (hasExcess(url)) {
    throw new TypeError(`the key set at ${url.origin}${url.pathname}: expected a URL without user name, password and fragment`);
  }
  return url;
}
