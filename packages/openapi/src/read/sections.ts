import type { Kind } from './shapes.ts';

/** Where a document of 3.x keeps reusable objects. Path items are not here: they are copied to where they are used. */
const SECTIONS_3: Partial<Record<Kind, readonly string[]>> = {
  schema: ['components', 'schemas'],
  response: ['components', 'responses'],
  parameter: ['components', 'parameters'],
  requestBody: ['components', 'requestBodies'],
  header: ['components', 'headers'],
  example: ['components', 'examples'],
  link: ['components', 'links'],
  callback: ['components', 'callbacks'],
  securityScheme: ['components', 'securitySchemes'],
  mediaType: ['components', 'mediaTypes'],
};

const SECTIONS_2: Partial<Record<Kind, readonly string[]>> = {
  schema: ['definitions'],
  response: ['responses'],
  parameter: ['parameters'],
};

/** The keys that lead to the reusable objects of a kind; undefined where the version has no place for them. */
export function sectionOf(kind: Kind, version: 2 | 3): readonly string[] | undefined {
  return (version === 2 ? SECTIONS_2 : SECTIONS_3)[kind];
}
