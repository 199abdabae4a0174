import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { DATA_CLASSES } from '../classes/index.ts';
import { NameIndex } from './name-index.ts';
import { wordsOf } from './words.ts';

const index = new NameIndex(DATA_CLASSES);
const strengthOf = (id: string, name: string, owner?: string): string | undefined =>
  index.find(name, owner).find(({ dataClass }) => dataClass.id === id)?.strength;

describe('the words of a name', () => {
  test.each([
    ['givenName', ['given', 'name']],
    ['GIVEN_NAME', ['given', 'name']],
    ['IBANNumber', ['iban', 'number']],
    ['billingE-Mail2', ['billing', 'e', 'mail', '2']],
    ['Straße', ['strasse']],
    ['numéro_téléphone', ['numero', 'telephone']],
    ['fødselsnummer', ['fodselsnummer']],
    ['', []],
    ['__', []],
  ])('%s', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });

  test('any name has at most ten, without what is no letter or digit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (name) => {
        const words = wordsOf(name);
        return words.length <= 10 && words.every((word) => /^[\p{L}\p{N}]+$/u.test(word));
      }),
    );
  });
});

describe('a name speaks for a class', () => {
  test.each([
    ['email', 'customerEmail'],
    ['email', 'E-MAIL'],
    ['email', 'adresse_email'],
    ['phone', 'phone_number_2'],
    ['email', 'notificationEmails'],
    ['given-name', 'VORNAME'],
    ['us-ssn', 'applicantSSN'],
    ['iban', 'iban_nr'],
    ['birth-date', 'data_nascita'],
    ['secret', 'X-Api-Key'],
  ])('%s: %s', (id, name) => {
    expect(strengthOf(id, name)).toBe('strong');
  });

  test.each([
    ['full-name', 'name', 'customer', 'strong'],
    ['full-name', 'customerName', undefined, 'strong'],
    ['full-name', 'name', 'users', 'strong'],
    ['full-name', 'name', 'product', undefined],
    ['full-name', 'name', undefined, undefined],
    ['full-name', 'userName', undefined, undefined],
    ['full-name', 'userName', 'user', undefined],
    ['payment-card', 'number', 'card', 'strong'],
    ['payment-card', 'number', 'order', undefined],
    ['phone', 'kundentelefon', undefined, 'weak'],
  ])('%s: %s of %s is %s', (id, name, owner, strength) => {
    expect(strengthOf(id, name, owner)).toBe(strength);
  });

  test.each([
    ['email', 'emailVerifiedCount', undefined],
    ['phone', 'phoneType', 'against'],
    ['secret', 'nextPageToken', 'against'],
    ['password', 'passwordUpdatedAt', 'against'],
    ['ip-address', 'ipVersion', 'against'],
    ['city', 'capacity', 'against'],
    ['us-ssn', 'session', undefined],
    ['us-ssn', 'classname', undefined],
    ['phone', 'phonetic', undefined],
    ['uk-nino', 'bambino', undefined],
    ['email', 'constructor', undefined],
    ['email', '__proto__', undefined],
  ])('not for %s: %s', (id, name, strength) => {
    expect(strengthOf(id, name)).toBe(strength);
  });
});
