import type { Risk } from '../risk.ts';
import { check } from './check.ts';
import { isCleartext, listenerNames } from './transport.ts';

export const authentication: Risk = {
  id: 'authentication',
  title: 'Broken Authentication',
  places: { 2019: 2, 2023: 2 },
  about: 'Who calls is not established, or can be guessed, stolen or forged.',
  test: 'Call without, with expired, with forged and with stolen credentials; guess passwords.',
  assess: ({ isOpen, options, operation, request, gateway }) => {
    const { anonymous, accept, bruteForce } = options.authentication;
    if (isOpen && anonymous === 'declared')
      return { notApplicable: `the definition declares ${operation?.id ?? 'it'} open to everybody (anonymous: declared)` };
    const guessable = accept
      .flatMap((entry) => (typeof entry === 'string' ? [entry] : entry.all))
      .some((kind) => kind === 'basic' || kind === 'apiKey');
    const plain = gateway.listen.filter(isCleartext);
    return {
      checks: [
        {
          ...check(
            'authentication',
            !isOpen && request.authentication === 'enforces',
            `a credential has to be shown and to verify (anonymous: ${anonymous})`,
            'everybody may call without a credential (anonymous: always)',
            'set policies.authentication.anonymous to never, or to declared',
          ),
          isDecisive: true,
        },
        ...(guessable
          ? [
              check(
                'authentication',
                bruteForce !== 'off',
                'guesses are turned away (bruteForce)',
                'credentials may be guessed without end (bruteForce: off)',
                'leave policies.authentication.bruteForce at its default',
              ),
            ]
          : []),
        check(
          'gateway',
          plain.length === 0,
          'credentials travel under TLS, or on this host only (gateway.listen)',
          `credentials can be read on the way: no TLS on ${listenerNames(plain)} (gateway.listen)`,
          'give the listener a certificate (tls), or let it listen on 127.0.0.1 behind a proxy with TLS',
        ),
      ],
    };
  },
};
