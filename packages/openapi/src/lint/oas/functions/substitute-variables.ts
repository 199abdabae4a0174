const MOST_TRIED = 10_000;

/** The URLs, at most `most`, that some values of variables make and that are none. At most 10,000 combinations are tried. */
export function invalidUrls(url: string, values: ReadonlyMap<string, readonly string[]>, most: number): readonly string[] {
  const invalid: string[] = [];
  let left = MOST_TRIED;
  const variables = [...values];

  const substitute = (text: string, index: number): void => {
    const variable = variables[index];
    if (!variable) {
      left -= 1;
      if (!URL.canParse(text)) invalid.push(text);
      return;
    }
    const [name, alternatives] = variable;
    for (const value of alternatives) {
      if (left <= 0 || invalid.length >= most) return;
      substitute(
        text.replaceAll(`{${name}}`, () => encode(value)),
        index + 1,
      );
    }
  };

  substitute(url, 0);
  return invalid;
}

function encode(value: string): string {
  try {
    return encodeURI(value);
  } catch {
    return value;
  }
}
