import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';

import { createBehaviorEngine, type LearnedOperation, profileDocument } from '@airside/behavior';

import { learnedProfiles } from '../behavior/learned-profiles.ts';
import { profileText } from '../behavior/profile-text.ts';
import { readSamples } from '../behavior/read-samples.ts';
import { type DataDirectoryOptions, dataDirectoryOf } from '../data-directory-option.ts';
import { CommandError, EXIT } from '../exit.ts';
import { note, progress, shortPath } from '../terminal.ts';

export interface ProfileOptions extends DataDirectoryOptions {
  readonly from?: readonly string[];
  readonly api?: string;
  readonly minCalls: number;
  readonly headroom: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** What an API is called that has no name. */
const UNNAMED = 'api';
const PROGRESS_EVERY = 20_000;
const HOUR_MS = 3_600_000;
const TICKS = 120;

/** Prints, or writes, what was learned of the requests of an API, as a document that the policy `profile` takes. */
export async function printProfile(options: ProfileOptions): Promise<void> {
  const { api, out, minCalls: leastRequests, headroom: factor } = options;
  const learned = named(options.from === undefined ? await restored(options) : await learnedFrom(options.from), api ?? UNNAMED);
  const known = [...new Set(learned.filter(({ requests }) => requests >= leastRequests).map((each) => each.api))].toSorted();
  const [only] = known;
  if (only === undefined) {
    throw new CommandError(`no operation has ${leastRequests} requests that succeeded yet`, {
      exitCode: EXIT.unavailable,
      hint: 'wait for more traffic, or be content with less (--min-calls)',
    });
  }
  if (api === undefined ? known.length > 1 : !known.includes(api)) {
    const message = api === undefined ? 'several APIs are known' : `there is not enough known of ${JSON.stringify(api)}`;
    throw new CommandError(message, { exitCode: EXIT.usage, hint: `name one with --api: ${known.slice(0, 20).join(', ')}` });
  }
  const document = profileDocument(api ?? only, learned, { leastRequests, factor });
  const text = options.json === true ? `${JSON.stringify(document, null, 2)}\n` : profileText(document, out);
  if (out === undefined) process.stdout.write(text);
  else write(out, text);
}

/** Exchanges that name no API and no host are of one API all the same. */
function named(learned: readonly LearnedOperation[], name: string): readonly LearnedOperation[] {
  return learned.map((each) => (each.api === '' ? { ...each, api: name } : each));
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      throw new CommandError(`${shortPath(file)} is there already`, { exitCode: EXIT.usage, hint: 'name another file, or remove it' });
    }
    throw new CommandError(`${shortPath(file)} cannot be written (${code})`, { exitCode: EXIT.unavailable });
  }
  note(`${shortPath(file)} written. Read it, then name it as \`file\` of the policy \`profile\`, which reports at first.`);
}

/** What an Airside has learned. */
async function restored(options: DataDirectoryOptions): Promise<readonly LearnedOperation[]> {
  const directory = await dataDirectoryOf(options);
  const learned = learnedProfiles(directory);
  if (learned !== undefined) return learned;
  throw new CommandError(`nothing was learned in ${shortPath(directory)} yet`, {
    exitCode: EXIT.unavailable,
    hint: 'the behaviour engine saves what it has learned once a minute; or learn from recorded exchanges with --from',
  });
}

/** What an engine learns of recorded exchanges, those that are labelled as attacks left out: with a key that nobody needs again. */
async function learnedFrom(files: readonly string[]): Promise<readonly LearnedOperation[]> {
  const engine = createBehaviorEngine({ key: randomBytes(32) });
  let count = 0;
  let lastMs = 0;
  for await (const { exchange, isAttack } of readSamples(files)) {
    if (isAttack) continue;
    engine.observe([exchange]);
    lastMs = Math.max(lastMs, Date.parse(exchange.time));
    if (++count % PROGRESS_EVERY === 0) progress(`${count} exchanges learned`);
  }
  // The windows that were open at the end count, too.
  for (let tick = 1; tick <= TICKS; tick++) engine.tick(lastMs + 2 * HOUR_MS + tick * 1000);
  return engine.profiles();
}
