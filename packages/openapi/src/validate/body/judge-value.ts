import { toPointer } from '@airside/domain/text';

import type { DefinitionDocument } from '../../definition/document.ts';
import { items } from '../../json.ts';
import { compilerFor, schemaNodes } from '../schema/compilers.ts';
import type { PruneContext, PrunedField } from '../schema/prune/context.ts';
import { prune } from '../schema/prune/prune.ts';
import type { Reading } from '../schema/transform.ts';
import type { Violation } from '../violation.ts';
import { type BodyVerdict, invalid, VALID } from './body-verdict.ts';
import type { FieldChoices } from './field-choice.ts';
import type { ReadBody } from './read-body.ts';

/** How the bodies of an operation are judged, in one direction. */
export interface Judging {
  readonly document: DefinitionDocument;
  readonly reading: Reading;
  readonly choices: FieldChoices;
}

const MOST_TOLERATED = 100;
const LONGEST_POINTER = 300;

/**
 * Whether a body fits the schema at a pointer. Where it does not, and fields that have no place may be tolerated, whether it does without
 * them: what is passed on always fits but for fields that are only reported.
 */
export function compileValueJudge(judging: Judging, pointer: string): (body: ReadBody, bytes: number) => BodyVerdict {
  const { document, reading, choices } = judging;
  const check = compilerFor(document, reading).check(pointer);
  const wanted = new Set((['undeclared', 'access'] as const).filter((because) => choices[because] !== 'reject'));
  const context = (): PruneContext => ({
    nodes: schemaNodes(document),
    open: compilerFor(document, { ...reading, closed: false }),
    reading,
    wanted,
  });
  return (body, bytes) => {
    const wrong = check(body.value, bytes);
    if (wrong === undefined) return VALID;
    const pruned = wanted.size === 0 ? undefined : prune(context(), pointer, body.value, bytes);
    if (pruned === undefined || pruned.fields.length === 0) return invalid(wrong);
    const left = check(pruned.value, bytes);
    return left === undefined ? tolerate(body, pruned.fields, judging) : invalid(left);
  };
}

/** The same for a sequence, by the schema of its items: nothing can be taken out of it, so nothing is tolerated. */
export function compileItemsJudge({ document, reading }: Judging, pointer: string): (body: ReadBody, bytes: number) => BodyVerdict {
  const check = compilerFor(document, reading).checkItems(pointer);
  return (body, bytes) => {
    const wrong = check(items(body.value), bytes);
    return wrong === undefined ? VALID : invalid(wrong);
  };
}

function tolerate(body: ReadBody, fields: readonly PrunedField[], { choices, reading }: Judging): BodyVerdict {
  const tolerated = fields.slice(0, MOST_TOLERATED).map((field) => violationOf(field, reading));
  const stripped = fields.filter(({ because }) => choices[because] === 'strip').map(({ path }) => path);
  if (stripped.length === 0) return { kind: 'valid', tolerated };
  const replacement = body.without(stripped);
  return replacement === undefined ? { kind: 'invalid', violations: tolerated } : { kind: 'valid', tolerated, replacement };
}

function violationOf({ path, because }: PrunedField, { without }: Reading): Violation {
  const message = because === 'undeclared' ? 'is not declared here' : without === 'readOnly' ? 'is read-only' : 'is write-only';
  return { in: 'body', pointer: toPointer(path).slice(0, LONGEST_POINTER), message };
}
