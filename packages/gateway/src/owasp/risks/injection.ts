import type { Posture } from '../posture.ts';
import type { Check, Risk } from '../risk.ts';
import { profileChecks, requestCheck } from './check.ts';

export const injection: Risk = {
  id: 'injection',
  title: 'Injection',
  places: { 2019: 8 },
  about: 'Values of a request are taken for code: SQL, shell, templates, paths.',
  test: 'Send the attacks of a scanner in every value; `airside waf test` replays those of rule sets.',
  assess: (posture) => ({
    checks: [
      {
        ...requestCheck(
          posture,
          'firewall',
          {
            enforced: `requests with attacks are refused (firewall.mode: block${posture.options.firewall.paranoia === undefined ? '' : `, paranoia ${posture.options.firewall.paranoia}`})`,
            reported: 'attacks are recorded, and pass (firewall.mode: detect)',
            absent: 'nothing looks for attacks (firewall.mode: off)',
          },
          'set policies.firewall.mode to block; `airside waf tune` finds the exclusions that honest traffic needs',
        ),
        isDecisive: true,
      },
      ...gaps(posture),
      requestCheck(
        posture,
        'contract',
        {
          enforced: 'values have the types of the definition (contract.mode: enforce)',
          reported: 'values that do not have the types of the definition pass (contract.mode: report)',
          absent: 'values may be anything: no definition is enforced (contract)',
        },
        'give the API a definition, and set policies.contract.mode to enforce',
      ),
      ...profileChecks(posture, 'values'),
    ],
  }),
};

/** What the firewall leaves out on this operation. */
function gaps({ options, request }: Posture): readonly Check[] {
  if (request.firewall !== 'enforces') return [];
  const { exclude, oversized } = options.firewall;
  return [
    ...exclude.map(({ rules, tags, parameters, headers, cookies, path }): Check => {
      const parts = [...parameters, ...headers, ...cookies, ...(path ? ['the path'] : [])];
      const left = [...rules.map(String), ...tags].join(', ');
      return {
        state: 'partial',
        by: 'firewall',
        says: `rules ${left} are left out${parts.length === 0 ? ' altogether' : ` for ${parts.join(', ')}`} (firewall.exclude)`,
        mend: 'make the exclusion as narrow as the false alarm: one rule, one parameter, one operation (`airside waf tune`)',
      };
    }),
    ...(oversized === 'inspect-start'
      ? [
          {
            state: 'partial',
            by: 'firewall',
            says: 'of large bodies only the beginning is inspected (firewall.oversized: inspect-start)',
            mend: 'set policies.firewall.oversized to refuse',
          } as const,
        ]
      : []),
  ];
}
