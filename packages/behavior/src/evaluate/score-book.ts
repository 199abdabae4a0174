import { FloatList } from './float-list.ts';

const MOST_CATEGORIES = 1000;
/** Where attacks of still more categories are counted. */
const REST = 'other categories';

/** The scores of what was judged, with what it is said to be: 8 bytes for each. */
export class ScoreBook {
  readonly benign = new FloatList();
  readonly attacks = new Map<string, FloatList>();

  get size(): number {
    let size = this.benign.length;
    for (const { length } of this.attacks.values()) size += length;
    return size;
  }

  add(score: number, isAttack: boolean, category: string): void {
    if (!isAttack) {
      this.benign.push(score);
      return;
    }
    const name = this.attacks.has(category) || this.attacks.size < MOST_CATEGORIES ? category : REST;
    let scores = this.attacks.get(name);
    if (scores === undefined) {
      scores = new FloatList();
      this.attacks.set(name, scores);
    }
    scores.push(score);
  }
}
