import type { DataClass } from '../data-class.ts';
import { ADDRESS } from './address.ts';
import { BANK } from './bank.ts';
import { BIRTH } from './birth.ts';
import { CONTACT } from './contact.ts';
import { CREDENTIALS } from './credentials.ts';
import { DOCUMENTS } from './documents.ts';
import { HEALTH } from './health.ts';
import { ISSUED_KEYS } from './issued-keys.ts';
import { LOCATION } from './location.ts';
import { NATIONAL_IDS_AMERICAS } from './national-ids-americas.ts';
import { NATIONAL_IDS_ASIA_PACIFIC } from './national-ids-asia-pacific.ts';
import { NATIONAL_IDS_NORTH } from './national-ids-north.ts';
import { NATIONAL_IDS_SOUTH } from './national-ids-south.ts';
import { NATIONAL_IDS_WEST } from './national-ids-west.ts';
import { PAYMENT } from './payment.ts';
import { PERSON } from './person.ts';
import { SPECIAL } from './special.ts';
import { STORED_SECRETS } from './stored-secrets.ts';

/** The classes of data that Airside knows, by family. */
export const DATA_CLASSES: readonly DataClass[] = [
  ...CONTACT,
  ...PERSON,
  ...ADDRESS,
  ...BIRTH,
  ...NATIONAL_IDS_NORTH,
  ...NATIONAL_IDS_WEST,
  ...NATIONAL_IDS_SOUTH,
  ...NATIONAL_IDS_AMERICAS,
  ...NATIONAL_IDS_ASIA_PACIFIC,
  ...DOCUMENTS,
  ...PAYMENT,
  ...BANK,
  ...HEALTH,
  ...SPECIAL,
  ...LOCATION,
  ...CREDENTIALS,
  ...STORED_SECRETS,
  ...ISSUED_KEYS,
];
