import fc from 'fast-check';
import { expect, test } from 'vitest';

import { Calibration } from './calibration.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const surprise = fc.double({ min: 0, max: 400, noNaN: true });

/** A calibration after so many calls, and surprises of so many subjects. */
function calibrationOf(calls: number, surprises: readonly (readonly [surprise: number, subjects: number])[]): Calibration {
  const calibration = new Calibration();
  calibration.judged(calls, 0);
  for (const [index, [of, subjects]] of surprises.entries()) {
    for (let subject = 0; subject < subjects; subject++) calibration.observe(of, `user:${index}-${subject}`, 0);
  }
  return calibration;
}

test('whatever was seen, a surprise is worth a finite number from 0, and never less than a smaller one', () => {
  const seen = fc.array(fc.tuple(surprise, fc.nat(20)), { maxLength: 20 });
  fc.assert(
    fc.property(fc.nat(10_000_000), seen, surprise, surprise, (calls, surprises, one, other) => {
      const calibration = calibrationOf(calls, surprises);
      const [less, more] = [calibration.effective(Math.min(one, other)), calibration.effective(Math.max(one, other))];
      expect(Number.isFinite(less) && less >= 0 && Number.isFinite(more)).toBe(true);
      expect(more).toBeGreaterThanOrEqual(less);
    }),
  );
});

test('where all that was seen is as surprising, less surprising calls are worth as much', () => {
  const calibration = calibrationOf(1_000_000, [[6, 100]]);
  expect(calibration.effective(3.49)).toBeLessThanOrEqual(calibration.effective(3.5));
  expect(calibration.effective(6)).toBe(calibration.effective(3.5));
});

test('one subject that surprises again and again counts once a day', () => {
  const [once, often] = [calibrationOf(1_000_000, [[4, 10]]), calibrationOf(1_000_000, [[4, 10]])];
  for (let call = 0; call < 1000; call++) often.observe(4, 'user:0-0', call);
  expect(often.effective(5)).toBe(once.effective(5));
});

test('of those that were told of few count, so that an attack by many does not hide itself', () => {
  const [few, many] = [calibrationOf(1_000_000, [[4, 10]]), calibrationOf(1_000_000, [[4, 10]])];
  for (let caller = 0; caller < 3; caller++) few.observeTold(6, `user:told-${caller}`, caller);
  for (let caller = 0; caller < 1000; caller++) many.observeTold(6, `user:told-${caller}`, caller);
  expect(many.effective(5)).toBe(few.effective(5));
});

test('what was counted of those who turn out to be attackers is taken back but for a few, and not twice, not even after a restart', () => {
  const [few, many] = [calibrationOf(1_000_000, [[4, 10]]), calibrationOf(1_000_000, [[4, 10]])];
  for (let caller = 0; caller < 3; caller++) few.observeTold(6, `user:told-${caller}`, caller);
  for (let caller = 0; caller < 1000; caller++) many.observe(6, `user:told-${caller}`, caller);
  expect(many.effective(5)).toBeLessThan(few.effective(5) - 0.5);
  for (let caller = 0; caller < 1000; caller++) many.retract(`user:told-${caller}`, 1000);
  expect(many.effective(5)).toBeCloseTo(few.effective(5), 9);
  const next = new Calibration();
  next.merge(many.save());
  next.mergeSubjects(many.saveSubjects());
  for (const each of [many, next]) {
    for (let caller = 0; caller < 1000; caller++) each.retract(`user:told-${caller}`, 2000);
    expect(each.effective(5)).toBeCloseTo(few.effective(5), 9);
  }
});

test('who was odd on another day is not taken back, nor is one who never was', () => {
  const [one, other] = [calibrationOf(1_000_000, [[4, 10]]), calibrationOf(1_000_000, [[4, 10]])];
  one.retract('user:0-0', 2 * DAY_MS);
  one.retract('user:eve', 0);
  expect(one.effective(5)).toBe(other.effective(5));
});

test('one subject that surprises day after day makes the indicator less believed by far less than many do', () => {
  const [one, many] = [new Calibration(), new Calibration()];
  for (const each of [one, many]) each.judged(20_000, 0);
  for (let day = 0; day < 25; day++) {
    one.observe(4, 'user:eve', day * DAY_MS);
    many.observe(4, `user:${day}`, day * DAY_MS);
  }
  expect(one.effective(5)).toBeGreaterThan(many.effective(5) + 0.5);
});

test('a subject that surprises again after weeks counts as at first', () => {
  const [again, other] = [calibrationOf(20_000, [[4, 10]]), calibrationOf(20_000, [[4, 10]])];
  again.observe(4, 'user:0-0', 20 * DAY_MS);
  other.observe(4, 'user:another', 20 * DAY_MS);
  expect(again.effective(5)).toBe(other.effective(5));
});
