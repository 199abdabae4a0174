import { parseDictionary } from '../structured-fields/parse.ts';
import { serializeMember } from '../structured-fields/serialize.ts';
import { type Dictionary, type InnerList, type Item, isInnerList, type Parameters } from '../structured-fields/types.ts';

/** One signature of a message, as its fields describe it (RFC 9421 sections 4.1 and 4.2). */
export interface MessageSignature {
  readonly label: string;
  /** The covered components, in order. */
  readonly components: readonly Item[];
  readonly parameters: Parameters;
  /** The value of `@signature-params`: the one text of components and parameters (section 2.3). */
  readonly serialized: string;
  readonly signature: Uint8Array;
}

export type ReadSignatures =
  | { readonly ok: true; readonly signatures: readonly MessageSignature[] }
  | { readonly ok: false; readonly reason: string };

/** Each may cost a verification, and each of their components a line of what was signed. */
const MOST_SIGNATURES = 4;
const MOST_COMPONENTS = 64;

/** Pairs what `Signature-Input` describes with what `Signature` holds. One without the other is refused: nobody knows what it was for. */
export function readSignatures(input: string | undefined, signature: string | undefined): ReadSignatures {
  const inputs = readField('Signature-Input', input);
  const values = readField('Signature', signature);
  if (typeof inputs === 'string') return { ok: false, reason: inputs };
  if (typeof values === 'string') return { ok: false, reason: values };
  if (inputs.size !== values.size || [...inputs.keys()].some((label) => !values.has(label))) {
    return { ok: false, reason: 'Signature-Input and Signature do not have the same labels' };
  }
  const signatures: MessageSignature[] = [];
  for (const [label, member] of inputs) {
    const value = values.get(label);
    if (!isInnerList(member)) return { ok: false, reason: 'a member of Signature-Input is not a list' };
    if (value === undefined || isInnerList(value) || value.bare.type !== 'bytes')
      return { ok: false, reason: 'a member of Signature is not a byte sequence' };
    const fault = faultOf(member);
    if (fault !== undefined) return { ok: false, reason: fault };
    signatures.push({
      label,
      components: member.items,
      parameters: member.parameters,
      serialized: serializeMember(member),
      signature: value.bare.value,
    });
  }
  return { ok: true, signatures };
}

function readField(name: string, value: string | undefined): Dictionary | string {
  if (value === undefined) return `${name} is missing`;
  const parsed = parseDictionary(value);
  if (!parsed.ok) return `${name} is malformed: ${parsed.reason}`;
  if (parsed.value.size === 0) return `${name} is empty`;
  return parsed.value.size > MOST_SIGNATURES ? `${name} has more than ${MOST_SIGNATURES} members` : parsed.value;
}

function faultOf({ items }: InnerList): string | undefined {
  if (items.length > MOST_COMPONENTS) return `a signature covers more than ${MOST_COMPONENTS} components`;
  return items.some(({ bare }) => bare.type !== 'string') ? 'a covered component is not a string' : undefined;
}
