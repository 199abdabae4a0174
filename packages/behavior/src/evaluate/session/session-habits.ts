import { CallerHabits } from './caller-habits.ts';
import { ObjectOwners } from './object-owners.ts';
import { OperationOrder } from './operation-order.ts';
import { PathChoice } from './path-choice.ts';
import type { SessionPart } from './session-part.ts';

/** What is usual in sessions: what follows what, who uses what, and whose objects are asked for by whom. */
export class SessionHabits {
  readonly order = new OperationOrder();
  readonly choice = new PathChoice();
  readonly callers = new CallerHabits();
  readonly owners = new ObjectOwners();

  /** Learns a session; with −1 takes it back. */
  add({ caller, operations, paths, objects }: SessionPart, times: 1 | -1): void {
    this.order.add(operations, times);
    this.choice.add(operations, paths, times);
    this.callers.add(caller, new Set(operations), times);
    this.owners.add(caller, objects, times);
  }
}
