/**
 * Answers that say nothing of whether there is anything at a path: what is sent for paths that do not exist, to callers who may not know, and by what
 * stands before an API whatever the path (redirections to another scheme or place, malformed requests, limits, failing upstreams).
 */
const PROVES_NOTHING: ReadonlySet<number> = new Set([
  301, 308, 400, 401, 403, 404, 405, 407, 408, 414, 421, 425, 426, 429, 431, 444, 494, 495, 496, 497, 499, 501, 502, 503, 504, 505, 511,
  520, 521, 522, 523, 524, 525, 526, 530,
]);

/** Whether an answer of that status says that the path and the method exist. */
export function proves(status: number): boolean {
  return status >= 100 && status < 600 && !PROVES_NOTHING.has(status);
}

/** Whether the API took the request: then its parameters and its body are such as the API takes. */
export function isAccepted(status: number): boolean {
  return status < 400;
}
