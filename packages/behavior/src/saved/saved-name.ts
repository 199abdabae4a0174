import { z } from 'zod';

import { LIMITS } from '../call/limits.ts';

/** Ids of indicators, kinds of names, and what stands between the parts of a key. */
const MOST_OF_OTHERS = 200;

/** As long as a key can be that is made of everything that has a name, each of which is cut where exchanges are read. */
const LONGEST_SAVED_NAME =
  LIMITS.apiCharacters +
  LIMITS.operationCharacters +
  LIMITS.roleCharacters +
  LIMITS.subjectCharacters +
  LIMITS.pathCharacters +
  MOST_OF_OTHERS;

/**
 * A name in a saved state, or a key that is made of several. There is one bound for all of them, which follows from the limits of reading: a bound of its own that is less than what is kept
 * makes all that it stands in be left out after a restart.
 */
export const savedName = z.string().max(LONGEST_SAVED_NAME);
