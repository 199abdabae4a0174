const OVERLONG: readonly string[] = ['\xc0\xbc', '\xe0\x80\xbc', '\xf0\x80\x80\xbc', '\xf8\x80\x80\x80\xbc', '\xfc\x80\x80\x80\x80\xbc'];

/** Replaces the encodings of `<` that no correct decoder accepts and lenient ones do: overlong UTF-8 and UTF-7. */
export function decodeLenient(value: string): string {
  let decoded = value;
  for (const bytes of OVERLONG) decoded = decoded.replaceAll(bytes, '<');
  return decoded;
}

/** Whether the value has `<` in UTF-7 before a letter or a slash: pages without a declared encoding were read so. */
export function hasUtf7Tag(value: string): boolean {
  const lower = value.toLowerCase();
  for (let at = lower.indexOf('+adw-'); at !== -1; at = lower.indexOf('+adw-', at + 1)) {
    const next = lower.charCodeAt(at + 5);
    if (next === 0x2f || (next >= 0x61 && next <= 0x7a)) return true;
  }
  return false;
}
