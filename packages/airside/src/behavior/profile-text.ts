import { stringify } from 'yaml';

const head = (file: string) => `# What requests that succeeded looked like, learned by Airside. Read it, change it, then enforce it:
#   policies:
#     profile: { file: ${file}, mode: report }
# It is an OpenAPI 3.1 document. Bounds go beyond what was seen (headroom); x-airside-observed says what they rest on.
`;

/** A profile for people to read and change, that stands in a file. */
export function profileText(document: object, file = './this-file.yaml'): string {
  return `${head(file)}${stringify(document, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}
