import { ScoreBook } from './score-book.ts';

interface Session {
  score: number;
  isAttack: boolean;
  category: string;
}

const MOST_SESSIONS = 2_000_000;

/**
 * Sessions by their worst request: a session is an attack where one of its requests is, of the category of the first such. Two million at most; what comes
 * of others after that is not counted.
 */
export class Sessions {
  readonly #sessions = new Map<string, Session>();

  get size(): number {
    return this.#sessions.size;
  }

  add(session: string, score: number, isAttack: boolean, category: string): void {
    const known = this.#sessions.get(session);
    if (known === undefined) {
      if (this.#sessions.size < MOST_SESSIONS) this.#sessions.set(session, { score, isAttack, category });
      return;
    }
    known.score = Math.max(known.score, score);
    if (isAttack && !known.isAttack) {
      known.isAttack = true;
      known.category = category;
    }
  }

  /** Their scores. */
  book(): ScoreBook {
    const book = new ScoreBook();
    for (const { score, isAttack, category } of this.#sessions.values()) book.add(score, isAttack, category);
    return book;
  }
}
