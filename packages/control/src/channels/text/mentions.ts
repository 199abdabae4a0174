const ZERO_WIDTH_SPACE = '\u200b';

/**
 * Text in which nobody is mentioned: behind an `@` that begins a word, or before a word that calls everybody, stands a zero-width space.
 * Mail addresses stay as they are.
 */
export function withoutMentions(text: string): string {
  return text.replaceAll(MENTION, `@${ZERO_WIDTH_SPACE}`);
}

const MENTION = /(?<![A-Za-z0-9._-])@|@(?=everyone|here|channel|all|team|group)/gi;
