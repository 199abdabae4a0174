import { createHash } from 'node:crypto';
import { resolve } from 'node:path';

import type { Configuration, Problem, SourceDocument } from '@airside/domain';
import { readDefinition } from '@airside/openapi';

import type { ProfileOptions } from '../policies/profile/options.ts';
import type { ConfigurationBundle, LoadedDefinition } from './bundle.ts';

/** What an inline profile is called while it is read: nothing is fetched from there. */
const INLINE = 'https://profile.invalid/inline';

/** Reads the profiles that policies name, or hold; adds to the problems and to the files that were read. */
export async function readProfiles(reading: {
  readonly configuration: Configuration;
  readonly document: SourceDocument;
  readonly directory: string;
  readonly problems: Problem[];
  readonly files: string[];
}): Promise<ConfigurationBundle['profiles']> {
  const { configuration, document, directory, problems, files } = reading;
  const profiles: Record<string, LoadedDefinition> = {};
  for (const [id, api] of Object.entries(configuration.apis)) {
    const { file, inline } = api.policies['profile'] as ProfileOptions;
    if (file !== undefined && inline !== undefined) {
      problems.push(
        document.problem(['apis', id, 'policies', 'profile'], { message: 'file and inline are both there', expected: 'one of them' }),
      );
      continue;
    }
    if (file === undefined && inline === undefined) continue;
    const key = file === undefined ? 'inline' : 'file';
    const read = await (file === undefined ? readInline(inline ?? {}) : readDefinition(resolve(directory, file)));
    if (file !== undefined) files.push(...read.files);
    const isPlaced = (problem: Problem): boolean => file !== undefined && problem.line !== 0;
    const inConfiguration = ({ message, pointer, ...details }: Problem): Problem =>
      document.problem(['apis', id, 'policies', 'profile', key], { ...details, message: `${file ?? pointer}: ${message}` });
    problems.push(...read.problems.map((problem) => (isPlaced(problem) ? problem : inConfiguration(problem))));
    if (read.document === undefined) continue;
    profiles[id] = { document: read.document, digest: createHash('sha256').update(JSON.stringify(read.document)).digest('hex') };
  }
  return profiles;
}

function readInline(inline: Readonly<Record<string, unknown>>) {
  const bytes = Buffer.from(JSON.stringify(inline));
  return readDefinition(INLINE, {
    fetch: async (url) => (url === INLINE ? { bytes } : { refused: { message: 'an inline profile refers to nothing outside it' } }),
  });
}
