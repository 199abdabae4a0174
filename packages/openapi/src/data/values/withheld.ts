/** What people and programs write in the place of a value that they do not show: stars, bullets, crosses, `[redacted]`, `<hidden>`. */
export function isWithheld(text: string): boolean {
  if (text.length < 2 || text.length > 64) return false;
  const first = text[0] ?? '';
  if ('*•xX#'.includes(first)) {
    for (let index = 1; index < text.length; index++) if (text[index] !== first) return text.startsWith('***');
    return text.length >= 3;
  }
  if (!'[<('.includes(first)) return false;
  const word = text.slice(1, -1).toLowerCase();
  return word === 'redacted' || word === 'hidden' || word === 'masked' || word === 'filtered' || word === 'removed';
}
