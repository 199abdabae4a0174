import { z } from 'zod';

import type { Call } from '../../call/call.ts';
import type { Learning } from '../../engine/learning.ts';
import type { Detector, Indicator, Signal } from '../../indicators/indicator.ts';
import { type Book, bookOf } from '../book.ts';
import type { WindowIndicatorDefinition } from './definition.ts';
import { WindowDetector } from './window-detector.ts';

const MOST_COUNTS = 16;
const saved = z.strictObject({ counts: z.array(z.unknown()).max(MOST_COUNTS), book: z.unknown().optional() });

const savedPart = z.strictObject({
  count: z.int().min(0).max(MOST_COUNTS).optional(),
  past: z.unknown().optional(),
  /** The same in states of version 2, with windows that are kept in another way by now. */
  rows: z.unknown().optional(),
  book: z.unknown().optional(),
});

/** An indicator from its description. */
export function defineWindowIndicator({ counts, keepsBook, ...text }: WindowIndicatorDefinition): Indicator {
  return { ...text, create: (learning) => new WindowDetectors(text.id, counts, keepsBook === true, learning) };
}

/** Counts that take the same calls: which ones is asked once for all of them. */
interface Group {
  readonly when: WindowDetector['when'];
  readonly of: WindowDetector['of'];
  readonly detectors: readonly WindowDetector[];
}

/** Several counts as one indicator: what surprises most is said. */
class WindowDetectors implements Detector {
  readonly #book: Book;
  readonly #keepsBook: boolean;
  readonly #detectors: readonly WindowDetector[];
  readonly #groups: readonly Group[];

  constructor(id: string, counts: WindowIndicatorDefinition['counts'], keepsBook: boolean, learning: Learning) {
    this.#keepsBook = keepsBook;
    this.#book = bookOf(learning);
    this.#detectors = counts.map((count, index) => new WindowDetector(`${id} ${index}`, count, learning));
    this.#groups = groupsOf(this.#detectors);
  }

  judge(call: Call): Signal | undefined {
    // Asked for even where nothing counts: it notes that somebody called.
    const facts = this.#book.facts(call);
    let strongest: Signal | undefined;
    for (const { when, of, detectors } of this.#groups) {
      const counts = when(call);
      if (!counts && (of === undefined || !of(call))) continue;
      for (let index = 0; index < detectors.length; index++) {
        const signal = detectors[index]?.judge(facts, counts);
        if (signal !== undefined && signal.surprise > (strongest?.surprise ?? 0)) strongest = signal;
      }
    }
    return strongest;
  }

  tick(nowMs: number): readonly Signal[] {
    this.#book.tick(nowMs);
    return [];
  }

  save(): unknown {
    return { counts: this.#detectors.map((detector) => detector.save()), ...(this.#keepsBook ? { book: this.#book.save() } : {}) };
  }

  *saveCallers(): Iterable<unknown> {
    if (this.#keepsBook) for (const book of this.#book.saveCallers()) yield { book };
    for (const [count, detector] of this.#detectors.entries()) for (const past of detector.savePast()) yield { count, past };
  }

  mergeCallers(value: unknown): void {
    const part = savedPart.parse(value);
    if (part.count === undefined) this.#book.mergeCallers(part.book);
    else this.#detectors[part.count]?.mergePast(part.past ?? part.rows);
  }

  merge(value: unknown): void {
    const { counts: parts, book } = saved.parse(value);
    if (this.#keepsBook && book !== undefined) this.#book.merge(book);
    if (parts.length !== this.#detectors.length) throw new Error(`${this.#detectors.length} counts expected, ${parts.length} found`);
    for (const [index, detector] of this.#detectors.entries()) detector.merge(parts[index]);
  }
}

function groupsOf(detectors: readonly WindowDetector[]): readonly Group[] {
  const groups: { readonly when: Group['when']; readonly of: Group['of']; readonly detectors: WindowDetector[] }[] = [];
  for (const detector of detectors) {
    const same = groups.find(({ when, of }) => when === detector.when && of === detector.of);
    if (same !== undefined) same.detectors.push(detector);
    else groups.push({ when: detector.when, of: detector.of, detectors: [detector] });
  }
  return groups;
}
