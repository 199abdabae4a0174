/**
 * Adds up the surprises of tests that depend on each other in unknown ways: the harmonic mean of the p-values (D. J. Wilson, PNAS 116, 2019), which counts
 * how many tests were made and is hardly moved by those that found nothing.
 */
export class HarmonicMean {
  tests = 0;
  #sum = 0;

  reset(): void {
    this.tests = 0;
    this.#sum = 0;
  }

  add(surprise: number): void {
    this.tests++;
    this.#sum += surprise > 0 ? 10 ** Math.min(surprise, HIGHEST) : 1;
  }

  /** One more test that found nothing. */
  addNothing(): void {
    this.tests++;
    this.#sum += 1;
  }

  surprise(): number {
    return this.tests === 0 ? 0 : Math.max(0, Math.log10(this.#sum / this.tests));
  }
}

const HIGHEST = 100;
