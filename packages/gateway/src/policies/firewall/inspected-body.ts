const STREAMED = /^(?:image|audio|video|font)\/|^application\/(?:octet-stream|zip|gzip|x-gzip|x-tar|x-7z-compressed|pdf|wasm|grpc)/;
const STREAMED_PREFIX_LENGTH = 64;

/**
 * Whether a body of this media type is read and inspected. All are but those that hold no text; one whose type is not told is inspected.
 * `image/svg+xml` and other XML among them is.
 */
export function isInspectedType(contentType: string | undefined): boolean {
  const type = (contentType ?? '').trimStart().slice(0, STREAMED_PREFIX_LENGTH).toLowerCase();
  return !STREAMED.test(type) || (type.split(';', 1)[0] ?? '').trimEnd().endsWith('+xml');
}
