import { appendWhole } from '@airside/domain';

const MOST_WAITING_BYTES = 8 * 1024 * 1024;
const LARGEST_WRITE_BYTES = 512 * 1024;

/** A file that records are appended to, by several processes at once. */
export interface AppendLog {
  /** Returns at once. What cannot be written in time, or not at all, is dropped, and that is told. */
  append(record: Buffer): void;
  /** Resolves when all that was appended has been written or dropped. */
  flush(): Promise<void>;
}

/**
 * Each write opens the file by its name, so that one that was renamed or removed by a rotation is let go of, and holds whole records only: what
 * several processes append does not mix. A new file is for its owner and group only. `onProblem` is told once until writing works again.
 */
export function createAppendLog(file: string, onProblem: (message: string) => void): AppendLog {
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let writing: Promise<void> | undefined;
  let isFailing = false;

  const fail = (message: string): void => {
    if (!isFailing) onProblem(`${file}: ${message}`);
    isFailing = true;
  };

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = nextBatch(waiting);
      waiting = waiting.slice(batch.length);
      const bytes = Buffer.concat(batch);
      try {
        await appendWhole(file, bytes);
        isFailing = false;
      } catch (error) {
        fail(`records cannot be written (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`);
      }
      waitingBytes -= bytes.length;
    }
    writing = undefined;
  };

  return {
    append(bytes) {
      if (waitingBytes + bytes.length > MOST_WAITING_BYTES) {
        fail('records were dropped, because they come faster than they can be written');
        return;
      }
      waiting.push(bytes);
      waitingBytes += bytes.length;
      writing ??= writeAll();
    },
    flush: () => writing ?? Promise.resolve(),
  };
}

/** As many records as go into one write; one at least. */
function nextBatch(waiting: readonly Buffer[]): Buffer[] {
  let bytes = 0;
  const end = waiting.findIndex((record, index) => {
    bytes += record.length;
    return index > 0 && bytes > LARGEST_WRITE_BYTES;
  });
  return end === -1 ? [...waiting] : waiting.slice(0, end);
}
