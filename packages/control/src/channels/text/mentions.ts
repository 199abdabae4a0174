const ZERO_WIDTH_SPACE = '\u200b';

/**
 * Text in which nobody is mentioned: behind an `@` stands a zero-width space, unless it is that of a mail address, and also there where the word
 * behind it calls everybody.
 */
export function withoutMentions(text: string): string {
  return text.replaceAll(MENTION, `@${ZERO_WIDTH_SPACE}`);
}

const MENTION = /@(?=everyone|here|channel|all|team|group)|(?<![A-Za-z0-9._+-])@|@(?![A-Za-z0-9-]+\.)/gi;
