import { createHash } from 'node:crypto';

import type { ExportConfiguration } from '@airside/domain';
import { z } from 'zod';

import type { Outcome } from '../../outbox/channel.ts';
import { describeAnswer, judgeAnswer } from '../../outgoing/judge.ts';
import { type OutgoingAnswer, send } from '../../outgoing/send.ts';
import type { Line, Sink, SinkContext, SomeTaken } from './sink.ts';

type Settings = NonNullable<ExportConfiguration['http']>;

/** An answer of the bulk API has a line for each record. */
const MOST_BYTES = 4 * 1024 * 1024;
/** Statuses that speak of what was sent and not of the receiver: bad content (RFC 9110 sections 15.5.1, 15.5.14 and 15.5.21). */
const ABOUT_CONTENT = new Set([400, 413, 422]);
const CONFLICT = 409;
const ID_CHARACTERS = 27;

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
  elastic: {
    contentType: 'application/x-ndjson',
    of: (batch) => batch.map(({ text }) => `{"create":{"_id":"${documentId(text)}"}}\n${text}\n`).join(''),
  },
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
      return body === 'elastic' && answer.status === 200 ? judgeBulk(batch, answer, secrets) : judge(answer, secrets);
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

/**
 * The same however often a record is sent, so that it is there once. Not the id of the event: a caller may choose the id of its request, and
 * could keep a request out with the id of an earlier one.
 */
function documentId(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, ID_CHARACTERS);
}

/** The bulk API answers 200 also where it took nothing: each record has a status of its own. 409 says that the record is there already. */
function judgeBulk(batch: readonly Line[], answer: OutgoingAnswer, secrets: readonly string[]): Outcome | SomeTaken {
  const read = bulk.safeParse(parsed(answer.text));
  const statuses = read.data?.items.flatMap((item) => Object.values(item).map(({ status }) => status)) ?? [];
  if (statuses.length !== batch.length) return { kind: 'later', reason: `is no bulk API: ${describeAnswer(answer, secrets)}` };
  const isTaken = (status: number): boolean => status < 300 || status === CONFLICT;
  const [later, refused]: [Line[], Line[]] = [[], []];
  for (const [index, line] of batch.entries()) {
    const status = statuses[index] ?? 0;
    if (!isTaken(status)) (ABOUT_CONTENT.has(status) ? refused : later).push(line);
  }
  const taken = batch.length - later.length - refused.length;
  if (taken === batch.length) return { kind: 'delivered', answer: `took ${taken}` };
  const failed = statuses.find((status) => !isTaken(status));
  const reason = `took ${taken} of ${batch.length}, others not with ${failed}`;
  if (later.length === batch.length) return { kind: 'later', reason };
  return batch.length === 1 ? { kind: 'refused', reason } : { kind: 'some', later, refused, reason };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
