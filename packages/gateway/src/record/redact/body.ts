import { isJson, parseMediaType } from '@airside/openapi';

import { redactJson } from './json.ts';
import { redactText } from './text.ts';

/** A body fit for the record. What says that it is JSON and is none is treated as any other text. */
export function redactBody(text: string, contentType: string | undefined): string {
  const media = contentType === undefined ? undefined : parseMediaType(contentType);
  return (media !== undefined && isJson(media) ? redactJson(text) : undefined) ?? redactText(text);
}
