import type { Risk } from '../risk.ts';
import { check } from './check.ts';
import { cleartextUpstreams, isCleartext, listenerNames } from './transport.ts';

export const misconfiguration: Risk = {
  id: 'misconfiguration',
  title: 'Security Misconfiguration',
  places: { 2019: 7, 2023: 8 },
  about: 'Something is left open, verbose or weak: no TLS, traces of errors, loose readings of HTTP.',
  test: 'Scan the listener and the answers to broken requests; look at CORS and caching of answers.',
  assess: (posture) => {
    const { gateway, options, response } = posture;
    const plain = gateway.listen.filter(isCleartext);
    const far = cleartextUpstreams(posture);
    const looksAtErrors = response.firewall === 'enforces' && options.firewall.responses === 'bodies';
    const holdsErrors = response.contract === 'enforces' && options.contract.responses.undeclaredStatus === 'reject';
    return {
      checks: [
        {
          state: 'enforced',
          by: 'gateway',
          says: 'framing is strict and paths have one form: what is inspected is what is forwarded (always)',
        },
        check(
          'gateway',
          plain.length === 0,
          'callers are served under TLS, or on this host only (gateway.listen)',
          `no TLS on ${listenerNames(plain)} (gateway.listen)`,
          'give the listener a certificate (tls)',
        ),
        check(
          'gateway',
          far.length === 0,
          'upstreams are reached under TLS, or on this host (upstreams)',
          `requests go to ${far.join(', ')} in the clear (upstreams)`,
          'use https upstreams',
        ),
        check(
          'firewall',
          looksAtErrors || holdsErrors,
          looksAtErrors
            ? 'answers are searched for traces of errors (firewall.responses: bodies)'
            : 'answers with a status that is not declared are refused (contract.responses)',
          'errors of the upstream reach callers as they are',
          'set policies.firewall.responses to bodies, or contract.responses to mode enforce with undeclaredStatus reject',
        ),
      ],
      limit: 'the configuration of the API itself, its CORS and its caching are outside Airside',
    };
  },
};
