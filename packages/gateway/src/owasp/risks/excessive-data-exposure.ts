import type { Risk } from '../risk.ts';
import { hasAnswer } from './declared.ts';
import { answerChecks } from './property-checks.ts';

export const excessiveDataExposure: Risk = {
  id: 'excessive-data-exposure',
  title: 'Excessive Data Exposure',
  places: { 2019: 3 },
  about: 'Answers hold more than the caller needs or may see.',
  test: 'Compare answers with what each role may see; `airside data` shows where personal data goes.',
  assess: (posture) =>
    hasAnswer(posture) ? { checks: answerChecks(posture) } : { notApplicable: 'the definition declares no body of answers' },
};
