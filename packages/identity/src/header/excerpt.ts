/** Hostile text made fit for a record: at most 100 characters, quoted, control characters and everything outside ASCII escaped. */
export function excerpt(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return JSON.stringify(cut).replaceAll(/[^\x20-\x7e…]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const LONGEST = 100;
