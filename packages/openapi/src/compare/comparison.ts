import type { Operation } from '../definition/definition.ts';
import type { DefinitionDocument } from '../definition/document.ts';
import type { Change, CompareRule } from './change.ts';
import { COMPARE_RULES } from './rules.ts';

/** Differences listed at most: two definitions that have nothing in common are told from far fewer. */
const MOST_CHANGES = 10_000;

/** Where a comparison has come to. */
export interface Place {
  readonly operation?: string;
  readonly path: readonly string[];
}

/** Two definitions under comparison, and the differences found so far. */
export class Comparison {
  readonly old: DefinitionDocument;
  readonly next: DefinitionDocument;
  readonly changes: Change[] = [];
  /** Pairs of schemas and path items compared already, with their place, so that what refers to itself ends. */
  readonly seen = new Set<string>();

  constructor(old: DefinitionDocument, next: DefinitionDocument) {
    this.old = old;
    this.next = next;
  }

  report(rule: CompareRule, place: Place, details: Pick<Change, 'before' | 'after' | 'oldPointer' | 'newPointer'> = {}): void {
    if (this.changes.length >= MOST_CHANGES) return;
    const { operation, path } = place;
    const { level } = COMPARE_RULES[rule];
    this.changes.push({ rule, level, ...(operation !== undefined && { operation }), place: path, ...details });
  }
}

/** What has callbacks, in its old and its new form. */
export interface OwnerPair {
  readonly old: { readonly pointer: string };
  readonly next: { readonly pointer: string };
  readonly place: Place;
}

/** An operation in its old and its new form. */
export interface OperationPair {
  readonly old: Operation;
  readonly next: Operation;
  readonly place: Place;
}

export function within({ operation, path }: Place, ...steps: readonly string[]): Place {
  return { ...(operation !== undefined && { operation }), path: [...path, ...steps] };
}
