import type { Posture } from '../posture.ts';
import type { Check, Risk } from '../risk.ts';
import { check } from './check.ts';
import { declared, hasBody } from './declared.ts';

const DAY_MS = 86_400_000;
/** So many requests of one caller in a day limit nothing that an API costs. */
const MOST_REQUESTS_A_DAY = 100_000_000;

export const resourceConsumption: Risk = {
  id: 'resource-consumption',
  title: 'Unrestricted Resource Consumption',
  places: { 2019: 4, 2023: 4 },
  about: 'A caller uses up what the API has or pays for: calls, memory, time, money.',
  test: 'Call as often, with bodies as large and pages as long as it goes, and watch what that costs.',
  assess: (posture) => {
    const { requests, per } = posture.options.rateLimit;
    const isLimit = posture.request.rateLimit === 'enforces' && (requests / per) * DAY_MS < MOST_REQUESTS_A_DAY;
    return {
      checks: [
        check(
          'rateLimit',
          isLimit,
          `at most ${requests} requests in ${per / 1000} s for each ${posture.options.rateLimit.by} (rateLimit), less where a plan says so`,
          `${requests} requests in ${per / 1000} s are no limit (rateLimit)`,
          'set policies.rateLimit to what an honest caller needs',
        ),
        ...(hasBody(posture)
          ? [
              check(
                'size',
                posture.request.size === 'enforces',
                `bodies up to ${posture.options.size.maxBody} bytes (size.maxBody)`,
                'bodies may be of any size',
                'set policies.size.maxBody',
              ),
            ]
          : []),
        {
          state: 'enforced',
          by: 'gateway',
          says: `time for the head of an answer is limited (responseTimeout ${posture.settings.responseTimeout / 1000} s), and for requests (gateway.requestTimeout)`,
        },
        ...pagingChecks(posture),
      ],
    };
  },
};

const PAGING = new Set([
  'limit',
  'size',
  'pagesize',
  'page_size',
  'perpage',
  'per_page',
  'count',
  'first',
  'last',
  'top',
  '$top',
  'maxresults',
  'max_results',
  'take',
]);

/** Parameters that say how much comes back need a bound that is held. */
function pagingChecks(posture: Posture): readonly Check[] {
  return parametersOf(posture).flatMap(({ name, schema }): readonly Check[] => {
    if (!PAGING.has(name.toLowerCase())) return [];
    const isBounded = ['maximum', 'exclusiveMaximum', 'enum', 'const'].some((keyword) => keyword in schema);
    const isHeld = posture.request.contract === 'enforces';
    return [
      check(
        'contract',
        isBounded && isHeld,
        `"${name}" has a maximum, and the contract holds callers to it`,
        isBounded
          ? `"${name}" has a maximum that nobody is held to (contract.mode)`
          : `"${name}" has no maximum in the definition: a caller may ask for everything at once`,
        isBounded ? 'set policies.contract.mode to enforce' : `give "${name}" a maximum`,
      ),
    ];
  });
}

/** The query parameters that are written in the operation itself. */
function parametersOf(posture: Posture): readonly { readonly name: string; readonly schema: object }[] {
  const parameters = declared(posture, 'parameters');
  if (!Array.isArray(parameters)) return [];
  return (parameters as readonly unknown[]).flatMap((parameter) => {
    const { name, in: place, schema } = (typeof parameter === 'object' ? (parameter ?? {}) : {}) as Readonly<Record<string, unknown>>;
    return typeof name === 'string' && place === 'query' && typeof schema === 'object' && schema !== null && !('$ref' in schema)
      ? [{ name, schema }]
      : [];
  });
}
