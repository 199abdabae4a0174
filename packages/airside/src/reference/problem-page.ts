import { PROBLEM_TYPES, type ProblemName, problemUri } from '@airside/domain';

import { page, table } from './markdown.ts';

/** The reference page of the problems that the gateway answers with: status, title, what happened and what to do. Markdown. */
export function problemReference(): string {
  const names = Object.keys(PROBLEM_TYPES) as ProblemName[];
  const rows = names.map((name) => {
    const { status, title, meaning } = PROBLEM_TYPES[name];
    return [`\`${name}\``, String(status), title, meaning];
  });
  return page('Problems', [introduction(names[0]), table(['Name', 'Status', 'Title', 'What happened, and what to do'], rows)]);
}

const introduction = (
  example: ProblemName = 'internal-error',
) => `When the gateway itself refuses or fails, the answer is \`application/problem+json\` (RFC 9457).
Its \`type\` is \`urn:airside:problem:\` with a name of this page behind it, such as \`${problemUri(example)}\`; names are never given a new
meaning. Answers of the upstream pass as they are. The reason in full is in the record of the exchange, under the request id that the
answer carries in \`X-Request-Id\`.`;
