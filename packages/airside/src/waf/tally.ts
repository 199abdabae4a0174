import { columns } from '../terminal.ts';

const MOST_RULES_SHOWN = 30;

interface Counts {
  attacks: number;
  honest: number;
}

/** Counts how labelled requests were judged. */
export class Tally {
  readonly #requests: Counts = { attacks: 0, honest: 0 };
  readonly #blocked: Counts = { attacks: 0, honest: 0 };
  readonly #rules = new Map<number, Counts>();

  /** `label` 1 is an attack, 0 an honest request. */
  add(label: 0 | 1, blocked: boolean, rules: readonly number[]): void {
    const kind = label === 1 ? 'attacks' : 'honest';
    this.#requests[kind]++;
    if (blocked) this.#blocked[kind]++;
    for (const id of rules) {
      const counts = this.#rules.get(id) ?? { attacks: 0, honest: 0 };
      counts[kind]++;
      this.#rules.set(id, counts);
    }
  }

  /** Attacks found, false alarms, and the rules that matched most honest requests; undefined where nothing had a label. */
  summary(): string | undefined {
    const { attacks, honest } = this.#requests;
    if (attacks + honest === 0) return undefined;
    const rules = [...this.#rules].sort(([, a], [, b]) => b.honest - a.honest || b.attacks - a.attacks);
    const shown = rules.slice(0, MOST_RULES_SHOWN).map(([id, counts]) => [String(id), String(counts.honest), String(counts.attacks)]);
    return [
      `found         ${share(this.#blocked.attacks, attacks)} of the attacks`,
      `false alarms  ${share(this.#blocked.honest, honest)} of the honest requests`,
      ...(shown.length === 0 ? [] : [columns([['rule', 'honest', 'attacks'], ...shown])]),
      ...(rules.length > shown.length ? [`and ${rules.length - shown.length} more rules`] : []),
    ].join('\n');
  }
}

function share(part: number, whole: number): string {
  return whole === 0 ? '0 of 0' : `${part} of ${whole} (${((100 * part) / whole).toFixed(2)} %)`;
}
