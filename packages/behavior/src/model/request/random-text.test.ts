import { expect, test } from 'vitest';

import { isRandomText } from './random-text.ts';

const isRandom = (text: string): boolean => isRandomText(text, text.length);

test.each([
  'K2aybQquRWhaXsg8vHEK_yM_7mnLIzhs',
  'cl5gBnvHOoBsdpNzGUen+KK169pqC/hHNWkm5G/gbHk=',
  '3e5b96f4-96b2-4844-a06f-602055340721',
  '39d7d1a1b71ff9f51686960d331cd327',
  'TOLWHRBSFkSPHi48',
  'qd39IIUCANRMVMnw',
  'usr_q632vdpkdewq9dxj',
  'usr_esjcfmysdhbz2h24',
  'ord_2pkncrbtwbmba811',
  'cus_9s6XKzkNRiz8i3',
  'ord_meepqpqwwygf8qda',
  'ord_nfzatvjgcpskgqgr',
])('%s was drawn', (text) => {
  expect(isRandom(text)).toBe(true);
});

test.each([
  ['short', 'aB3xK9'],
  ['words', 'please deliver before noon'],
  ['a name in camel case', 'getUserDocumentsByIdentifier'],
  ['words with numbers', 'version2release10candidate3'],
  ['words of a name', 'delivery_preferences_2026'],
  ['a prefix before words', 'order_deliver_before_noon_3'],
  ['a word and a number', 'order20261130-november30'],
  ['a path', '/usr/local/lib/node_modules/x/../../etc/passwd'],
  ['a script', '<script>alert(document.cookie)</script>'],
  ['a query', "' UNION SELECT name, password FROM users WHERE 1=1 --"],
  ['digits', '12345678901234567890'],
  ['a date', '2026-11-30T10:15:00.000Z'],
  ['nothing', ''],
  ['punctuation', '....//....//....//....//'],
])('%s was not', (_, text) => {
  expect(isRandom(text)).toBe(false);
});
