/** Bets on small p-values, from bold to patient: bold ones see few strong surprises, patient ones many weak ones among normal calls. */
const BETS = [0.2, 0.5, 0.8, 0.95] as const;
/** More is not gathered, so that a caller who behaves again is believed again. */
const HIGHEST = 12;
const LOG_BETS = BETS.map((bet) => Math.log10(bet));

/**
 * Gathers the surprises of one caller over time: an e-detector (Shin, Ramdas, Rinaldo, 2023) with the calibrators κ·p^(κ−1). Whatever the number of
 * calls, a caller that nothing is wrong with reaches a level of x once in 10^x calls at most, if the surprises are honest.
 */
export class EvidenceProcess {
  readonly #levels = new Float64Array(BETS.length);

  /** Takes a call with this surprise; 0 for a call that nothing was found in. `isAgain`: it is odd as those before were, which speaks for nobody. */
  add(surprise: number, isAgain = false): void {
    for (let index = 0; index < BETS.length; index++) {
      const gain = (LOG_BETS[index] ?? 0) + (1 - (BETS[index] ?? 1)) * surprise;
      this.#levels[index] = Math.min(HIGHEST, Math.max(0, (this.#levels[index] ?? 0) + (isAgain ? Math.max(0, gain) : gain)));
    }
  }

  /** So many calls' worth of time goes by in which nothing is found. */
  rest(calls: number): void {
    for (let index = 0; index < BETS.length; index++) {
      this.#levels[index] = Math.max(0, (this.#levels[index] ?? 0) + calls * (LOG_BETS[index] ?? 0));
    }
  }

  save(): number[] {
    return [...this.#levels];
  }

  /** What two engines gathered of the same caller is taken for the same: the higher level counts, not the sum. */
  merge(levels: readonly number[]): void {
    for (const index of BETS.keys()) {
      this.#levels[index] = Math.min(HIGHEST, Math.max(this.#levels[index] ?? 0, levels[index] ?? 0));
    }
  }

  /** −log10 of the chance to come so far when nothing is wrong: of the mean of what the bets have won. */
  level(): number {
    let sum = 0;
    for (const level of this.#levels) sum += 10 ** level;
    return Math.log10(sum / BETS.length);
  }

  isQuiet(): boolean {
    return this.#levels.every((level) => level === 0);
  }

  reset(): void {
    this.#levels.fill(0);
  }
}
