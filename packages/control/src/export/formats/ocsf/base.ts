import type { Severity } from '@airside/domain';

import { SEVERITY_NUMBERS } from '../common.ts';
import { type Field, field } from '../table.ts';

/** The version of the schema whose classes and attributes are used: https://schema.ocsf.io. */
const OCSF_VERSION = '1.9.0';

/** What an event of a class says of itself. */
export interface Classified<Value> {
  /** Such as 6 for Application Activity. */
  readonly category: number;
  /** Such as 6003 for API Activity. */
  readonly class: number;
  readonly profiles?: readonly string[];
  readonly activity: (value: Value) => { readonly id: number; readonly name: string };
  readonly severity: (value: Value) => Severity;
  readonly uid: (value: Value) => string;
  readonly timeMs: (value: Value) => number;
  readonly message: (value: Value) => string;
}

/** The attributes that events of all classes have (`base_event`). */
export function baseFields<Value>(classified: Classified<Value>): readonly Field<Value>[] {
  const { activity, severity, uid, timeMs, message, profiles } = classified;
  return [
    field('metadata.version', `Always \`${OCSF_VERSION}\``, () => OCSF_VERSION),
    field('metadata.product.name', 'Always `Airside`', () => 'Airside'),
    field('metadata.product.vendor_name', 'Always `Airside`', () => 'Airside'),
    field('metadata.uid', 'Id of the event', uid),
    field('metadata.profiles', profiles === undefined ? 'Not there' : `Always \`${profiles.join('`, `')}\``, () => profiles),
    field('category_uid', `Always ${classified.category}`, () => classified.category),
    field('class_uid', `Always ${classified.class}`, () => classified.class),
    field('activity_id', 'What was done, as a number of the class', (value) => activity(value).id),
    field('activity_name', 'What was done', (value) => activity(value).name),
    field('type_uid', 'Class and activity in one number', (value) => classified.class * 100 + activity(value).id),
    field('severity_id', 'From 1, informational, to 5, critical', (value) => SEVERITY_NUMBERS[severity(value)]),
    field('time', 'When, in milliseconds since 1970', timeMs),
    field('message', 'All of it in one line', message),
  ];
}
