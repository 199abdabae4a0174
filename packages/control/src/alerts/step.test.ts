import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Alert } from './alert.ts';
import type { Observation } from './evaluate/evaluation.ts';
import { clearTime, stepAlert } from './step.ts';
import { ruleWith } from './testing/alerting.ts';

const MINUTE = 60_000;
const rule = ruleWith({ threshold: { metric: 'errorShare', above: 0.1, clear: 0.05 }, for: '5m', clearFor: '10m' });
const seen = (verdict: Observation['verdict'], value = 0.2): Observation => ({
  labels: { api: 'orders' },
  verdict,
  value,
  threshold: 0.1,
  unit: 'share',
  facts: [],
});

/** The phases after each minute of what is seen: `b`ad, `m` in between, `g`ood, `-` nothing. */
function phases(text: string, of = rule): string {
  let alert: Alert | undefined;
  const verdicts = { b: seen('bad'), m: seen('between'), g: seen('good'), '-': undefined };
  return [...text]
    .map((letter, minute) => {
      alert = stepAlert(alert, verdicts[letter as 'b'], of, minute * MINUTE);
      return alert?.phase[0] ?? '.';
    })
    .join('');
}

test.each([
  ['what holds long enough fires', 'bbbbbbb', 'pppppff'],
  ['what holds for less is forgotten, and begins anew', 'bbbbgbbbbbb', 'pppp.pppppf'],
  ['nothing begins in between', 'mmmmmmmm', '........'],
  ['pending ends in between', 'bbbbmb', 'pppp.p'],
  ['a series that is not there is good', 'bbbbbb-----------', 'pppppfffffffffffr'],
  ['in between it goes on firing', 'bbbbbbmmmmmmmmmmmmmmmmm', 'pppppffffffffffffffffff'],
  ['it is over when it was good for long enough', 'bbbbbbgggggggggggg', 'pppppfffffffffffrr'],
  ['good for less is not over', 'bbbbbbgggggggggbgggggggggmg', 'pppppffffffffffffffffffffff'],
  ['what never was bad is nothing', 'gggg----', '........'],
])('%s', (_promise, verdicts, expected) => {
  expect(phases(verdicts)).toBe(expected);
});

test('with nothing to wait for, it fires at once', () => {
  expect(phases('bg', ruleWith({ threshold: { metric: 'errors', above: 0 }, clearFor: '0s' }))).toBe('fr');
});

test('what comes back has to be good for twice as long each time, up to an hour; after an hour of peace it is new', () => {
  const quick = ruleWith({ threshold: { metric: 'errors', above: 0 }, clearFor: '5m' });
  expect([0, 1, 2, 3, 4, 50].map((comebacks) => clearTime(quick, comebacks) / MINUTE)).toEqual([5, 10, 20, 40, 60, 60]);
  expect(clearTime(ruleWith({ threshold: { metric: 'errors', above: 0 }, clearFor: '2h' }), 3) / MINUTE).toBe(120);
  let alert: Alert | undefined;
  const comebacks: number[] = [];
  // Six minutes of trouble every twelve minutes, and once after more than an hour.
  for (let minute = 0; minute < 24 * 60; minute++) {
    const isBad = minute < 600 ? minute % 12 < 6 : minute === 900;
    alert = stepAlert(alert, seen(isBad ? 'bad' : 'good'), quick, minute * MINUTE);
    comebacks.push(alert?.comebacks ?? 0);
  }
  expect(Math.max(...comebacks)).toBe(1);
  expect(alert).toMatchObject({ phase: 'resolved', comebacks: 0 });
});

test('flapping for a day begins to fire a few times, not hundreds', () => {
  const quick = ruleWith({ threshold: { metric: 'errors', above: 0 }, clearFor: '2m' });
  let alert: Alert | undefined;
  let fired = 0;
  for (let minute = 0; minute < 24 * 60; minute++) {
    const before = alert?.phase;
    alert = stepAlert(alert, seen(minute % 6 === 0 ? 'bad' : 'good'), quick, minute * MINUTE);
    if (alert?.phase === 'firing' && before !== 'firing') fired++;
  }
  expect(fired).toBeLessThanOrEqual(3);
});

test('whatever is seen, phases follow one another as they are to, and no time lies in the future', () => {
  const next: Readonly<Record<string, readonly string[]>> = {
    none: ['none', 'pending', 'firing'],
    pending: ['none', 'pending', 'firing'],
    firing: ['firing', 'resolved'],
    resolved: ['resolved', 'pending', 'firing'],
  };
  const verdict = fc.constantFrom<(Observation | undefined)[]>(seen('bad'), seen('between'), seen('good'), undefined);
  fc.assert(
    fc.property(fc.array(fc.tuple(verdict, fc.integer({ min: 1, max: 30 })), { maxLength: 80 }), (steps) => {
      let alert: Alert | undefined;
      let nowMs = 0;
      for (const [observation, minutes] of steps) {
        nowMs += minutes * MINUTE;
        const before: string = alert?.phase ?? 'none';
        alert = stepAlert(alert, observation, rule, nowMs);
        expect(next[before]).toContain(alert?.phase ?? 'none');
        if (alert === undefined) continue;
        for (const time of [alert.sinceMs, alert.firedMs, alert.clearSinceMs, alert.resolvedMs])
          expect(time ?? 0).toBeLessThanOrEqual(nowMs);
        if (alert.phase === 'firing') expect((alert.firedMs ?? 0) - alert.sinceMs).toBeGreaterThanOrEqual(rule.for);
      }
    }),
  );
});
