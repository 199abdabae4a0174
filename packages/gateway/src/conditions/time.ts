import type { Condition } from './condition.ts';
import { localClock } from './local-clock.ts';
import { DAYS, type TimeOptions } from './time-options.ts';

/** When the call comes: at which time of the week somewhere, and between which times. */
export function timeConditions({ days, hours, zone, from, until }: TimeOptions): readonly Condition[] {
  const conditions: Condition[] = [];
  const clock = localClock(zone);
  if (days !== undefined) {
    const wanted = new Set(days.map((day) => DAYS.indexOf(day)));
    conditions.push({
      name: 'time.days',
      expected: `${days.join(', ')} in ${zone}`,
      holds: ({ time }) => wanted.has(clock.day(time)),
      found: ({ time }) => DAYS[clock.day(time)] ?? '',
    });
  }
  if (hours !== undefined) {
    const [start, end] = [minutes(hours.slice(0, 5)), minutes(hours.slice(6))];
    conditions.push({
      name: 'time.hours',
      expected: `${hours} in ${zone}`,
      holds: ({ time }) => {
        const now = clock.minute(time);
        return start < end ? now >= start && now < end : now >= start || now < end;
      },
      found: ({ time }) => timeOfDay(clock.minute(time)),
    });
  }
  const found: Condition['found'] = ({ time }) => new Date(time).toISOString();
  if (from !== undefined) {
    const first = Date.parse(from);
    conditions.push({ name: 'time.from', expected: `not before ${from}`, holds: ({ time }) => time >= first, found });
  }
  if (until !== undefined) {
    const end = Date.parse(until);
    conditions.push({ name: 'time.until', expected: `before ${until}`, holds: ({ time }) => time < end, found });
  }
  return conditions;
}

function minutes(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

function timeOfDay(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
