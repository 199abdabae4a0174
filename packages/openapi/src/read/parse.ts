import { CORE_SCHEMA, constructFromEvents, EVENT_ID, mergeTag, parseEvents, YAMLException } from 'js-yaml';

import type { JsonValue } from '../json.ts';
import { scanJson } from '../validate/body/scan-json.ts';
import type { ReadBounds } from './bounds.ts';
import { toPlainJson } from './plain.ts';

/** What is wrong with a text, at an offset or at a path. */
export interface SyntaxRefusal {
  readonly message: string;
  readonly expected?: string;
  readonly offset?: number;
  readonly tokens: readonly string[];
}

const SCHEMA = CORE_SCHEMA.withTags(mergeTag);

/**
 * The plain JSON in a text of YAML 1.2 (core schema, with merge keys) or JSON. A text that starts with a brace is tried as JSON first,
 * which is many times faster; what is wrong with it is said by the YAML parser, which knows places.
 */
export function parseText(text: string, bounds: ReadBounds): { value: JsonValue } | { refused: SyntaxRefusal } {
  try {
    const json = parseJson(text, bounds);
    if (json !== undefined) return toPlainJson(json, false, bounds);
    const { value, shares } = parseYaml(text, bounds);
    return toPlainJson(value, shares, bounds);
  } catch (error) {
    if (error instanceof YAMLException) {
      return { refused: { message: error.reason, tokens: [], ...(error.mark ? { offset: error.mark.position } : {}) } };
    }
    return { refused: { message: 'the file could not be parsed', expected: 'YAML 1.2 or JSON', tokens: [] } };
  }
}

/** Undefined where the text is no JSON, and where it is JSON that two readers may understand differently. */
function parseJson(text: string, bounds: ReadBounds): unknown {
  if (!text.trimStart().startsWith('{') || scanJson(text, bounds.depth)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `shares` says whether aliases make one value stand in several places. */
function parseYaml(text: string, bounds: ReadBounds): { readonly value: unknown; readonly shares: boolean } {
  const events = parseEvents(text, { maxDepth: bounds.depth });
  const documents = constructFromEvents(events, { source: text, schema: SCHEMA, maxAliases: bounds.aliases });
  if (documents.length > 1) throw new YAMLException('the file holds several YAML documents; expected one');
  return { value: documents[0] ?? null, shares: events.some(({ type }) => type === EVENT_ID.ALIAS) };
}
