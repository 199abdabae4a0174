import { htmlEntityDecode } from './html-entity-decode.ts';
import { testVectors } from './testing/vectors.ts';

testVectors(htmlEntityDecode, [
  ['decodes decimal numbers', '&#60;&#062', '<>'],
  ['decodes hexadecimal numbers in either case', '&#x3C;&#X3e', '<>'],
  ['decodes five names in any case, with and without semicolon', '&quot;&AMP&lt;&gT;&nbsp', '"&<>\xa0'],
  ['keeps the low byte of large numbers', '&#x13c;&#316;', '<<'],
  ['takes numbers that do not fit as the largest', '&#99999999999999999999;', '\xff'],
  ['decodes long numbers with leading zeros', '&#000000000000000000000000000000000000000060;', '<'],
  ['leaves unknown names', '&foo;&lte;&ampx', '&foo;&lte;&ampx'],
  ['leaves numbers without digits', '&#;&#x;&#xg', '&#;&#x;&#xg'],
  ['leaves an ampersand at the end', 'a&', 'a&'],
  ['decodes an entity behind a broken one', '&&#60;&#&lt', '&<&#<'],
  ['leaves text without ampersands', 'a < b', 'a < b'],
]);
