import { type Entry, NO_ENTRIES } from './entry.ts';
import type { State } from './state.ts';

type Read = (state: State) => readonly Entry[];

/** The paths into an XML body that rules may name: all text, and all values of attributes. */
export const XML_PATHS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['/*', (state) => entries(state.body.xml?.text)],
  ['//@*', (state) => entries(state.body.xml?.attributes)],
]);

function entries(values: readonly string[] | undefined): readonly Entry[] {
  return values === undefined ? NO_ENTRIES : values.map((value) => ({ key: '', value }));
}
