import { isValue, segmentKind } from './segment-kind.ts';

/** A segment as the value of a parameter with text around it. */
export interface Affixed {
  readonly prefix: string;
  readonly value: string;
  readonly suffix: string;
}

const EXTENSION = /^\.[A-Za-z][A-Za-z0-9]{0,5}$/;
const VERB = /^:[A-Za-z]{2,40}$/;

/**
 * Takes a segment apart that is more than a value: an id with an extension (`17.pdf`), an id with a verb (`17:publish`), matrix parameters behind a
 * name (`cars;color=red`, RFC 3986 section 3.3). Undefined for all others.
 */
export function affixed(segment: string): Affixed | undefined {
  const semicolon = segment.indexOf(';');
  if (semicolon > 0 && semicolon < segment.length - 1) {
    const prefix = segment.slice(0, semicolon);
    return segmentKind(prefix) === 'word' ? { prefix, value: segment.slice(semicolon), suffix: '' } : undefined;
  }
  const colon = segment.lastIndexOf(':');
  if (colon > 0 && VERB.test(segment.slice(colon))) return stem(segment, colon);
  const dot = segment.lastIndexOf('.');
  if (segment.includes('@') || segment.includes('%40')) return undefined;
  return dot > 0 && EXTENSION.test(segment.slice(dot)) ? stem(segment, dot) : undefined;
}

/** Where a segment ends like one that is more than a value, that end, whatever stands before it. */
export function endingOf(segment: string): string | undefined {
  const end = Math.max(segment.lastIndexOf('.'), segment.lastIndexOf(':'));
  const ending = end > 0 ? segment.slice(end) : '';
  return EXTENSION.test(ending) || VERB.test(ending) ? ending : undefined;
}

function stem(segment: string, end: number): Affixed | undefined {
  const value = segment.slice(0, end);
  return isValue(segmentKind(value)) ? { prefix: '', value, suffix: segment.slice(end) } : undefined;
}
