import type { DataClass } from '../data-class.ts';
import { isPaymentCard } from '../values/payment-card.ts';
import { shaped } from '../values/shaped.ts';
import { LAW } from './laws.ts';

export const PAYMENT: readonly DataClass[] = [
  {
    id: 'payment-card',
    title: 'Payment card number',
    family: 'payment',
    sensitivity: 'critical',
    law: LAW.card,
    names: [
      'card number',
      'credit card',
      'credit card number',
      'debit card number',
      'cc number',
      'ccnum',
      'pan',
      'primary account number',
      'kreditkarte',
      'kreditkartennummer',
      'kartennummer',
      'numero carte',
      'carte bancaire',
      'numero tarjeta',
      'numero carta',
      'numero cartao',
      'kaartnummer',
      'kortnummer',
      { of: 'card', names: ['number', 'no', 'num', 'nummer', 'numero'] },
    ],
    hints: ['card', 'cc', 'payment'],
    notWith: ['last', 'last4', 'expiry', 'exp', 'type', 'brand', 'id', 'fingerprint', 'count'],
    // Of random numbers of 16 digits a fifth has the beginning of an issuer, and a tenth of these the check digit.
    values: [{ form: 'digits', least: 13, most: 19, chance: 0.025, fits: isPaymentCard }],
    alone: true,
    mask: 'card',
    examples: {
      fit: ['4111 1111 1111 1111', '5555555555554444', '378282246310005', '6011111111111117', '3530111333300000', '2223003122003222'],
      other: ['4111111111111112', '1234567890123452', '0000000000000000', '4111-1111', '9999999999999995'],
    },
  },
  {
    id: 'card-verification-code',
    title: 'Card verification code',
    family: 'payment',
    sensitivity: 'critical',
    law: LAW.cardSecret,
    names: [
      'cvv',
      'cvc',
      'cvv 2',
      'cvc 2',
      'card verification code',
      'card verification value',
      'card security code',
      { of: 'card', names: ['security code', 'verification code'] },
      'pruefziffer karte',
      'cryptogramme',
    ],
    hints: ['cid', { of: 'card', names: ['code'] }],
    notWith: ['result', 'check', 'status', 'provided', 'required', 'matched'],
    values: [{ form: 'text', least: 3, most: 4, chance: 0.1, fits: (text) => shaped(text, '999') || shaped(text, '9999') }],
    alone: false,
    mask: 'nothing',
    examples: { fit: ['123', '0421'], other: ['12', 'pass', '12345', 'M'] },
  },
  {
    id: 'card-expiry',
    title: 'Expiry date of a card',
    family: 'payment',
    sensitivity: 'low',
    law: LAW.card,
    names: ['card expiry', 'card expiration', 'expiry month year', 'card expiry date', 'exp date card'],
    hints: [
      {
        of: 'card',
        names: ['expiry', 'expiration', 'exp', 'exp date', 'expiry date', 'expiration date', 'valid thru', 'valid until', 'expires'],
      },
    ],
    values: [{ form: 'text', least: 4, most: 7, chance: 0.05, fits: isCardExpiry }],
    alone: false,
    mask: 'nothing',
    examples: { fit: ['04/29', '0429', '04/2029', '2029-04'], other: ['13/29', '00/29', 'soon', '4'] },
  },
];

function isCardExpiry(text: string): boolean {
  const isMonth = (month: string): boolean => shaped(month, '99') && Number(month) >= 1 && Number(month) <= 12;
  if (shaped(text, '9999-99')) return text.startsWith('20') && isMonth(text.slice(5));
  const rest = text.slice(2).replace('/', '');
  return isMonth(text.slice(0, 2)) && (shaped(rest, '99') || (shaped(rest, '9999') && rest.startsWith('20')));
}
