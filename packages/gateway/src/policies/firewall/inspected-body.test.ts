import { expect, test } from 'vitest';

import { isInspectedType } from './inspected-body.ts';

test.each([
  undefined,
  '',
  'application/json',
  'APPLICATION/JSON; charset=utf-8',
  'text/plain',
  'multipart/form-data; boundary=image/png',
  ' application/x-www-form-urlencoded',
  'image/svg+xml',
  'Image/SVG+XML; charset=utf-8',
  'application/vnd.image/png+json',
  'nonsense',
  'json, image/png',
])('a body of type %j is inspected', (type) => {
  expect(isInspectedType(type)).toBe(true);
});

test.each(['image/png', ' IMAGE/PNG', 'video/mp4; codecs="avc1"', 'application/octet-stream', 'application/grpc+proto', 'application/zip'])(
  'a body of type %j holds no text and is streamed',
  (type) => {
    expect(isInspectedType(type)).toBe(false);
  },
);
