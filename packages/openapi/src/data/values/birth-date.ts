import { digitsAt } from '../../validate/schema/formats/characters.ts';
import { isDay, isYearOfBirth } from '../checks/calendar.ts';

/** A day on which somebody who lives may have been born: `1985-04-02` (with a time perhaps), `02.04.1985`, `02/04/1985`, `04/02/1985`, `19850402`. */
export function isBirthDate(text: string): boolean {
  const dashes = text[4];
  if ((dashes === '-' || dashes === '/') && text[7] === dashes) {
    if (text.length > 10 && text[10] !== 'T' && text[10] !== ' ') return false;
    return isBirthDay(digitsAt(text, 0, 4), digitsAt(text, 5, 2), digitsAt(text, 8, 2));
  }
  if (text.length === 10 && '.-/'.includes(text[2] ?? 'x') && text[5] === text[2]) {
    const [first, second, year] = [digitsAt(text, 0, 2), digitsAt(text, 3, 2), digitsAt(text, 6, 4)];
    return isBirthDay(year, second, first) || isBirthDay(year, first, second);
  }
  return text.length === 8 && isBirthDay(digitsAt(text, 0, 4), digitsAt(text, 4, 2), digitsAt(text, 6, 2));
}

function isBirthDay(year: number, month: number, day: number): boolean {
  return isYearOfBirth(year) && isDay(month, day, year);
}
