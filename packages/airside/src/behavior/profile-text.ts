import { stringify } from 'yaml';

const HEAD = `# What requests that succeeded looked like, learned by Airside. Read it, change it, then enforce it:
#   policies:
#     profile: { file: ./THIS-FILE, mode: report }
# It is an OpenAPI 3.1 document. Bounds go beyond what was seen (headroom); x-airside-observed says what they rest on.
`;

/** A profile for people to read and change. */
export function profileText(document: object): string {
  return `${HEAD}${stringify(document, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}
