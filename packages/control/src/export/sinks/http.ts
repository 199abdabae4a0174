import type { ExportConfiguration } from '@airside/domain';
import { z } from 'zod';

import type { Outcome } from '../../outbox/channel.ts';
import { describeAnswer, judgeAnswer } from '../../outgoing/judge.ts';
import { type OutgoingAnswer, send } from '../../outgoing/send.ts';
import type { Line, Sink, SinkContext } from './sink.ts';

type Settings = NonNullable<ExportConfiguration['http']>;

/** An answer of the bulk API has a line for each record. */
const MOST_BYTES = 4 * 1024 * 1024;
/** Statuses that speak of what was sent and not of the receiver: bad content (RFC 9110 sections 15.5.1, 15.5.14 and 15.5.21). */
const ABOUT_CONTENT = new Set([400, 413, 422]);

interface Body {
  readonly contentType: string;
  readonly of: (batch: readonly Line[]) => string;
}

const BODIES: Readonly<Record<Settings['body'], Body>> = {
  ndjson: { contentType: 'application/x-ndjson', of: (batch) => batch.map(({ text }) => `${text}\n`).join('') },
  array: { contentType: 'application/json', of: (batch) => `[${batch.map(({ text }) => text).join(',')}]` },
  splunk: {
    contentType: 'application/json',
    of: (batch) =>
      batch.map(({ text, timeMs, kind }) => `{"time":${timeMs / 1000},"sourcetype":"airside:${kind}","event":${text}}\n`).join(''),
  },
  elastic: { contentType: 'application/x-ndjson', of: (batch) => batch.map(({ text }) => `{"create":{}}\n${text}\n`).join('') },
};

/** Posts batches over HTTP. */
export function httpSink({ url: address, body, authorization }: Settings, { timeoutMs, ca }: SinkContext, isJson: boolean): Sink {
  const url = new URL(address);
  const secrets = [authorization?.reveal() ?? '', authorization?.reveal().split(' ').at(-1) ?? '', url.search].filter(
    ({ length }) => length > 1,
  );
  const { contentType, of } = BODIES[body];
  return {
    target: url.origin,
    async send(batch, signal) {
      const answer = await send({
        url,
        method: 'POST',
        headers: {
          'content-type': isJson ? contentType : 'text/plain; charset=utf-8',
          ...(authorization !== undefined && { authorization: authorization.reveal() }),
        },
        body: of(batch),
        timeoutMs,
        signal,
        mostBytes: MOST_BYTES,
        ...(ca !== undefined && { ca }),
      });
      return body === 'elastic' && answer.status === 200 ? judgeBulk(answer, secrets) : judge(answer, secrets);
    },
    close: async () => undefined,
  };
}

function judge(answer: OutgoingAnswer, secrets: readonly string[]): Outcome {
  const outcome = judgeAnswer(answer, secrets);
  if (outcome.kind !== 'refused' || ABOUT_CONTENT.has(answer.status)) return outcome;
  return { kind: 'later', reason: outcome.reason };
}

const bulk = z.object({
  errors: z.boolean(),
  items: z.array(z.record(z.string(), z.object({ status: z.number(), error: z.unknown().optional() }))),
});

/** The bulk API answers 200 also where it took nothing: each record has a status of its own. */
function judgeBulk(answer: OutgoingAnswer, secrets: readonly string[]): Outcome {
  const read = bulk.safeParse(parsed(answer.text));
  if (!read.success) return { kind: 'later', reason: `is no bulk API: ${describeAnswer(answer, secrets)}` };
  const statuses = read.data.items.flatMap((item) => Object.values(item).map(({ status }) => status));
  const failed = statuses.filter((status) => status >= 300);
  if (failed.some((status) => status === 429 || status >= 500))
    return { kind: 'later', reason: `took ${statuses.length - failed.length} of ${statuses.length}` };
  if (failed.length > 0) return { kind: 'refused', reason: `refused ${failed.length} of ${statuses.length} with ${failed[0]}` };
  return { kind: 'delivered', answer: `took ${statuses.length}` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
