/** Zones change their offset at full quarters of an hour (UTC) only, and none is off by a part of one since 1972. */
const QUARTER_MS = 15 * 60_000;
const MINUTES_PER_DAY = 1440;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The time of the week in a time zone. */
export interface LocalClock {
  /** 0 is Monday. */
  day(time: number): number;
  /** Minutes since midnight. */
  minute(time: number): number;
}

/** A clock for a zone of the IANA database. The calendar is asked once in a quarter of an hour, in between nothing is allocated. */
export function localClock(zone: string): LocalClock {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    calendar: 'gregory',
    numberingSystem: 'latn',
  });
  let quarter = Number.NaN;
  let day = 0;
  let minute = 0;

  const turn = (time: number): void => {
    const now = Math.floor(time / QUARTER_MS);
    if (now === quarter) return;
    quarter = now;
    const parts = format.formatToParts(now * QUARTER_MS);
    const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
    day = WEEKDAYS.indexOf(part('weekday'));
    minute = Number(part('hour')) * 60 + Number(part('minute'));
  };

  return {
    day: (time) => {
      turn(time);
      return day;
    },
    minute: (time) => {
      turn(time);
      // No quarter reaches past midnight.
      return (minute + Math.floor((time - quarter * QUARTER_MS) / 60_000)) % MINUTES_PER_DAY;
    },
  };
}
