import { isArray, isObject } from '../../json.ts';
import type { Observation } from '../../observe/observation.ts';
import { LIMITS } from '../limits.ts';
import { areAlike } from '../paths/signature.ts';
import type { EndpointRecord } from './endpoint-record.ts';

/** Bodies that must have been seen before another can be unlike them. */
const LEAST_SEEN = 5;

/** Whether an answer has other members than the answers of the endpoint with the same status had so far: then it is hardly of the same endpoint. */
export function answersDiffer({ answers }: EndpointRecord, { status, response }: Observation): boolean {
  const { body: text } = response;
  if (text === undefined || status === null || status >= 300 || text.length > LIMITS.bodyCharacters) return false;
  const bodies = [...(answers.get(status)?.bodies.values() ?? [])].filter(
    ({ json, sampled }) => json !== undefined && sampled >= LEAST_SEEN,
  );
  const [known] = bodies;
  if (known?.json === undefined || bodies.length > 1) return false;
  const isList = known.json.items !== undefined;
  const object = isList ? known.json.items?.object : known.json.object;
  const names = namesIn(text, isList);
  return names !== undefined && object !== undefined && object.values === undefined && !areAlike(names, new Set(object.properties.keys()));
}

/** Names of the members of a JSON object, or of the first item of a list; undefined for other values. */
function namesIn(text: string, isList: boolean): ReadonlySet<string> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const object = isList && isArray(value) ? value[0] : value;
    return isObject(object) ? new Set(Object.keys(object)) : undefined;
  } catch {
    return undefined;
  }
}
