/** What a person types to run Airside: the checkout's script says how it was called; where nobody says, it is installed as `airside`. */
export function calledAs(): string {
  const name = process.env['AIRSIDE_CALLED_AS'];
  return name === undefined || name === '' ? 'airside' : shellWord(name);
}

/** Text as one word of a POSIX shell command line. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
