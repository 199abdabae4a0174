import type { IndicatorId } from '@airside/domain';

import type { Script } from '../scheduler/script.ts';
import type { Stage } from './stage.ts';

/** `fast`: one attacker in a hurry. `slow`: one that stays under whatever counts by the minute. `distributed`: many addresses or accounts, each with little. */
export const FORMS = ['fast', 'slow', 'distributed'] as const;

export type FormName = (typeof FORMS)[number];

/** Runs an attack, or says why there is none of this form. */
export type Form = { readonly attack: (stage: Stage) => Script } | { readonly absent: string };

/** One kind of attack, in its forms. */
export interface Campaign {
  readonly id: string;
  /** What the attacker does. */
  readonly about: string;
  /** The indicators that exist because of such attacks. Others may be the ones that find it. */
  readonly means: readonly IndicatorId[];
  readonly forms: Readonly<Record<FormName, Form>>;
}

/** How much one attacker does, and how fast. */
export interface Effort {
  readonly requests: number;
  /** Seconds between requests, from and to. */
  readonly gapSeconds: readonly [number, number];
  /** How many do it. */
  readonly bots: number;
  /** Within so many seconds all of them begin. */
  readonly withinSeconds: number;
}

const EFFORTS: Readonly<Record<FormName, Effort>> = {
  fast: { requests: 220, gapSeconds: [0.15, 0.9], bots: 1, withinSeconds: 0 },
  slow: { requests: 160, gapSeconds: [120, 1700], bots: 1, withinSeconds: 0 },
  distributed: { requests: 9, gapSeconds: [15, 400], bots: 36, withinSeconds: 5400 },
};

/** What one of the attackers does; `pause` waits as long as the form asks for. */
export type Work = (
  stage: Stage,
  one: { readonly requests: number; readonly pause: () => number; readonly form: FormName; readonly bot: number },
) => Script;

/** The three forms of an attack that differ in pace and number of attackers only; a text in place of an effort says why a form is absent. */
export function paced(work: Work, efforts: Readonly<Partial<Record<FormName, Partial<Effort> | string>>> = {}): Campaign['forms'] {
  const form = (name: FormName): Form => {
    const given = efforts[name];
    if (typeof given === 'string') return { absent: given };
    const effort = { ...EFFORTS[name], ...given };
    return { attack: (stage) => attack(stage, name, effort, work) };
  };
  return { fast: form('fast'), slow: form('slow'), distributed: form('distributed') };
}

function* attack(stage: Stage, form: FormName, { requests, gapSeconds, bots, withinSeconds }: Effort, work: Work): Script {
  const [least, most] = gapSeconds;
  const pause = (): number => stage.draw.between(least, most) * 1000;
  for (let bot = 1; bot < bots; bot++) {
    stage.world.start(work(stage, { requests, pause, form, bot }), stage.world.nowMs + stage.draw.between(0, withinSeconds * 1000));
  }
  yield* work(stage, { requests, pause, form, bot: 0 });
}
