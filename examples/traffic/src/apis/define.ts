import type { Answer, ApiProfile, Operation, ServerCall } from '../gateway/operation.ts';

type Details = Pick<Operation, 'query' | 'body' | 'open' | 'form' | 'fields'> & { readonly latencyMs?: number };

/** Makes operations of an API: `METHOD /template`, what it takes, and how it answers. */
export function definer(api: ApiProfile) {
  return (id: string, line: string, details: Details, answer: (call: ServerCall) => Answer): Operation => {
    const space = line.indexOf(' ');
    return { api, id, method: line.slice(0, space), template: line.slice(space + 1), latencyMs: 25, ...details, answer };
  };
}

/** A number from the query, kept within bounds as servers do. */
export function numberOf(text: string | undefined, otherwise: number, most: number): number {
  const value = Number(text);
  return text === undefined || !(value >= 1) ? otherwise : Math.min(most, Math.floor(value));
}
