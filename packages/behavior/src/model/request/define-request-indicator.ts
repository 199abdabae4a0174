import type { Call } from '../../call/call.ts';
import type { Learning } from '../../engine/learning.ts';
import type { Detector, Indicator, IndicatorText, Signal } from '../../indicators/indicator.ts';
import { bookOf } from '../book.ts';
import { type Finding, type Judgement, MOST_EVIDENCE } from './judgement.ts';
import { RequestModel } from './request-model.ts';

/** An indicator about single requests: its text, and which findings are its own. Each finding belongs to one indicator. */
export interface RequestIndicator extends IndicatorText {
  readonly finds: (finding: Finding) => boolean;
  /** It keeps what all of them have learned: one of them does. */
  readonly keeps?: true;
}

export function defineRequestIndicator({ finds, keeps, ...text }: RequestIndicator): Indicator {
  return { ...text, create: (learning) => detector(requestModelOf(learning), finds, keeps === true) };
}

function detector(model: RequestModel, finds: (finding: Finding) => boolean, keeps: boolean): Detector {
  return {
    judge: (call) => signalOf(call, model.judge(call), finds),
    learn: (call) => model.learn(call),
    ...(keeps && { save: () => model.save(), merge: (saved) => model.merge(saved) }),
  };
}

const models = new WeakMap<Learning, RequestModel>();

/** What all indicators about single requests of one engine learn together. */
function requestModelOf(learning: Learning): RequestModel {
  const known = models.get(learning);
  if (known !== undefined) return known;
  const book = bookOf(learning);
  const model = new RequestModel(learning, { caller: (call) => book.facts(call).caller, voter: (call) => book.voter(call) });
  models.set(learning, model);
  return model;
}

/** The harmonic mean over all tests of the request, of which those of other indicators are taken to have found nothing. */
function signalOf(
  { subjects, api, operation }: Call,
  { findings, tests }: Judgement,
  finds: (finding: Finding) => boolean,
): Signal | undefined {
  if (findings.length === 0) return undefined;
  const own = findings.filter(finds);
  const [subject] = subjects;
  if (own.length === 0 || subject === undefined) return undefined;
  let sum = Math.max(0, tests - own.length);
  for (const { surprise } of own) sum += 10 ** surprise;
  const surprise = Math.log10(sum / Math.max(tests, own.length));
  if (surprise <= 0) return undefined;
  const told = own.slice(0, MOST_EVIDENCE).flatMap(({ evidence }) => evidence ?? []);
  return { subject, surprise, evidence: told, independent: true, operation, api };
}
