import { DistinctSketch } from './distinct-sketch.ts';
import { TopCallers } from './top-callers.ts';

const LONGEST_CALLER = 200;

/** How much of one class went one way through an endpoint, and to or from whom. */
export class Volume {
  calls = 0;
  values = 0;
  mostInOneCall = 0;
  readonly callers = new DistinctSketch();
  readonly top = new TopCallers();

  add(caller: string | null, values: number): void {
    this.calls++;
    this.values += values;
    if (values > this.mostInOneCall) this.mostInOneCall = values;
    if (caller === null) return;
    this.callers.add(caller);
    this.top.add(caller.slice(0, LONGEST_CALLER), values);
  }
}
