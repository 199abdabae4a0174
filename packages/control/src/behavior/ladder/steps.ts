import { type BehaviorConfiguration, type Detection, SEVERITIES } from '@airside/domain';

export type Responses = BehaviorConfiguration['responses'];
export type Step = Responses['ladder'][number];

/** The steps that a detection calls for, in the order of the ladder. */
export function stepsFor(detection: Detection, ladder: readonly Step[]): readonly Step[] {
  const { risk, severity, indicator, api } = detection;
  return ladder.filter(
    (step) =>
      risk >= step.risk &&
      SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(step.severity) &&
      (step.indicators === undefined || step.indicators.includes(indicator)) &&
      (step.apis === undefined || (api !== null && step.apis.includes(api))),
  );
}

/** A step that makes a gateway do something to callers. */
export type Sanctioning = Step & { readonly do: 'throttle' | 'stepUp' | 'block' };

const HARDNESS = { throttle: 0, stepUp: 1, block: 2 } as const;

function isSanctioning(step: Step): step is Sanctioning {
  return step.do in HARDNESS;
}

/** From hard to mild; of two alike, the earlier first. */
export function hardestFirst(steps: readonly Step[]): readonly Sanctioning[] {
  return steps.filter(isSanctioning).toSorted((a, b) => HARDNESS[b.do] - HARDNESS[a.do]);
}
