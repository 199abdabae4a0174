import type { Entry } from './entry.ts';
import type { State } from './state.ts';

/** A variable of SecLang: where its values come from. */
export interface Variable {
  /** In upper case, as rules name it. */
  readonly name: string;
  readonly collection: boolean;
  /** Does not change while the rules of one phase run, so that what rules select of it is found once a phase. */
  readonly stable: boolean;
  /** The phase from whose beginning on it stays as it is for good; undefined where it may change from phase to phase. */
  readonly settledFrom?: number;
  /** All entries, in the order of the request. Empty when there is nothing to look at. */
  read(state: State): readonly Entry[];
  /** The entries of one name (lower case); where a collection has a faster way than to look through all. */
  find?(state: State, lower: string): readonly Entry[];
}

/** A variable of one value; undefined when rules shall see none. */
export function scalar(name: string, read: (state: State) => string | undefined, options: { volatile?: boolean } = {}): Variable {
  return {
    name,
    collection: false,
    stable: options.volatile !== true,
    read: (state) => {
      const value = read(state);
      return value === undefined ? [] : [{ key: '', value }];
    },
  };
}

/** A variable of many values with names. */
export function collection(name: string, read: (state: State) => readonly Entry[], options: { volatile?: boolean } = {}): Variable {
  return { name, collection: true, stable: options.volatile !== true, read };
}

/** The variables, as ones that stay as they are from the beginning of a phase on. */
export function settled(phase: number, variables: readonly Variable[]): Variable[] {
  return variables.map((variable) => ({ ...variable, settledFrom: phase }));
}
