/** What a request looks like where it is not `GET /v1/items` with the value as its parameter `q`. */
export interface RuleCase {
  readonly value?: string;
  readonly method?: string;
  /** As it goes over the wire. */
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body, with a Content-Type unless `headers` has one: an object is sent as JSON, a text as a form. */
  readonly body?: string | object;
}

/** Of each rule: what it must find, and what looks like it and must not be found by that rule. Texts stand for the parameter `q`. */
export type RuleCases = Readonly<
  Record<number, { readonly attacks: readonly (string | RuleCase)[]; readonly benign: readonly (string | RuleCase)[] }>
>;

/** A body that no processor reads. */
export function textBody(body: string, type = 'text/plain'): RuleCase {
  return { body, headers: { 'Content-Type': type } };
}

/** A request with one more header. */
export function header(name: string, value: string): RuleCase {
  return { headers: { [name]: value } };
}

/** A request for a target. */
export function target(text: string): RuleCase {
  return { target: text };
}
