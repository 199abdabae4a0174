import { type BareItem, type Dictionary, type Item, isInnerList, type List, type Member, type Parameters } from './types.ts';

/** The one text of a value that was parsed (RFC 9651 section 4.1). What it is given has passed a parser, or is made of constants. */
export function serializeMember(member: Member): string {
  if (!isInnerList(member)) return serializeItem(member);
  return `(${member.items.map(serializeItem).join(' ')})${serializeParameters(member.parameters)}`;
}

export function serializeItem({ bare, parameters }: Item): string {
  return serializeBareItem(bare) + serializeParameters(parameters);
}

export function serializeList(list: List): string {
  return list.map(serializeMember).join(', ');
}

export function serializeDictionary(dictionary: Dictionary): string {
  return [...dictionary]
    .map(([key, member]) =>
      !isInnerList(member) && isTrue(member.bare) ? key + serializeParameters(member.parameters) : `${key}=${serializeMember(member)}`,
    )
    .join(', ');
}

function serializeParameters(parameters: Parameters): string {
  let text = '';
  for (const [key, value] of parameters) text += isTrue(value) ? `;${key}` : `;${key}=${serializeBareItem(value)}`;
  return text;
}

function isTrue(bare: BareItem): boolean {
  return bare.type === 'boolean' && bare.value;
}

function serializeBareItem(bare: BareItem): string {
  switch (bare.type) {
    case 'integer':
      return String(bare.value);
    case 'decimal': {
      const thousandths = String(Math.abs(bare.value)).padStart(4, '0');
      return `${bare.value < 0 ? '-' : ''}${thousandths.slice(0, -3)}.${thousandths.slice(-3).replace(/0{1,2}$/, '')}`;
    }
    case 'date':
      return `@${bare.value}`;
    case 'string':
      return `"${bare.value.replaceAll(/["\\]/g, '\\$&')}"`;
    case 'token':
      return bare.value;
    case 'bytes':
      return `:${Buffer.from(bare.value).toString('base64')}:`;
    case 'boolean':
      return bare.value ? '?1' : '?0';
    case 'display':
      return `%"${Buffer.from(bare.value)
        .toString('latin1')
        .replaceAll(/[%"]|[^\x20-\x7e]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}"`;
  }
}
