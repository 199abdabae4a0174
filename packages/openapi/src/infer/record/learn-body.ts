import type { ObservedMessage } from '../../observe/observation.ts';
import { isForm, isJson, parseMediaType } from '../../validate/body/media-type.ts';
import { formDecode } from '../../validate/parameters/decode.ts';
import { LIMITS } from '../limits.ts';
import { ParameterSketch } from '../sketch/parameter-sketch.ts';
import type { Places, Spending } from '../sketch/spending.ts';
import { ValueSketch } from '../sketch/value-sketch.ts';
import type { BodyRecord } from './body-record.ts';
import { bodyOf, type EndpointRecord } from './endpoint-record.ts';

const MOST_PAIRS = 1000;

/** Notes a body: that it was there, and what it holds while bodies of its kind still teach something. */
export function learnBody(record: EndpointRecord, bodies: Map<string, BodyRecord>, message: ObservedMessage, places: Places): void {
  const { body: text, headers } = message;
  const written = headers?.find(([name]) => name === 'content-type')?.[1];
  if (written === undefined && (text === undefined || text === '')) return;
  if (text === '' || (text === undefined && message.bytes === 0)) return;
  const media = written === undefined ? undefined : parseMediaType(written);
  const name = media === undefined ? '' : `${media.type}/${media.subtype}`;
  const body = bodyOf(bodies, name);
  if (body === undefined) {
    record.capped.add('media types');
    return;
  }
  body.count++;
  if (text === undefined || !body.isDue()) return;
  if (media === undefined || isJson(media)) learnJson(record, body, text, places);
  else if (isForm(media)) learnForm(record, body, text, places);
}

function learnJson(record: EndpointRecord, body: BodyRecord, text: string, places: Places): void {
  const value = text.length > LIMITS.bodyCharacters ? undefined : jsonIn(text);
  if (value === undefined) {
    body.unread++;
    return;
  }
  body.json ??= new ValueSketch();
  const spending: Spending = { values: LIMITS.valuesOfBody, places, changed: false, cut: false };
  body.json.observe(value as never, spending);
  body.sample(spending.changed);
  if (spending.cut) record.capped.add('bodies');
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function learnForm(record: EndpointRecord, body: BodyRecord, text: string, places: Places): void {
  if (text.length > LIMITS.bodyCharacters) {
    body.unread++;
    return;
  }
  body.form ??= new Map();
  const met = new Set<string>();
  let changed = false;
  for (const pair of text.split('&', MOST_PAIRS)) {
    const equals = pair.indexOf('=');
    const name = formDecode(equals === -1 ? pair : pair.slice(0, equals));
    if (name === undefined || name === '' || name === '__proto__') continue;
    let sketch = body.form.get(name);
    if (sketch === undefined) {
      if (body.form.size >= LIMITS.parameters || name.length > LIMITS.nameCharacters || places.left === 0) {
        record.capped.add('bodies');
        continue;
      }
      places.left--;
      sketch = new ParameterSketch(name);
      body.form.set(name, sketch);
      changed = true;
    }
    if (met.has(name)) sketch.repeated++;
    if (sketch.observe(equals === -1 ? '' : pair.slice(equals + 1), !met.has(name))) changed = true;
    met.add(name);
  }
  body.sample(changed);
}
