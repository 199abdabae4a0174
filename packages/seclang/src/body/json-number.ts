/** The number that begins at an index, as it is written (RFC 8259, section 6); '' if there is none. */
export function readJsonNumber(text: string, start: number): string {
  let index = start;
  if (text[index] === '-') index++;
  const integer = index;
  index = skipDigits(text, index);
  if (index === integer || (text[integer] === '0' && index > integer + 1)) return '';
  if (text[index] === '.') {
    const end = skipDigits(text, index + 1);
    if (end === index + 1) return '';
    index = end;
  }
  if (text[index] === 'e' || text[index] === 'E') {
    index++;
    if (text[index] === '+' || text[index] === '-') index++;
    const end = skipDigits(text, index);
    if (end === index) return '';
    index = end;
  }
  return text.slice(start, index);
}

function skipDigits(text: string, start: number): number {
  let index = start;
  while (text.charCodeAt(index) >= 0x30 && text.charCodeAt(index) <= 0x39) index++;
  return index;
}
