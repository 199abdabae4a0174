import type { Risk } from '../risk.ts';
import { check } from './check.ts';

export const inventory: Risk = {
  id: 'inventory',
  title: 'Improper Inventory Management',
  places: { 2019: 9, 2023: 9 },
  about: 'Nobody knows which operations and versions are served, to whom, and until when.',
  test: 'Compare recorded traffic with the definition (`airside discover`, `airside drift`).',
  assess: ({ definition, operation, settings, options }) => {
    const ends = operation?.sunset ?? options.lifecycle.sunset;
    return {
      checks: [
        check(
          'definition',
          definition !== undefined,
          'the API is described, and what is not described is refused',
          'nobody has written down which operations there are, and all are served',
          'give the API a definition: `airside discover` writes one from traffic',
        ),
        check(
          'gateway',
          settings.owner !== undefined,
          `"${settings.owner}" answers for it (owner)`,
          'nobody is named who answers for it (owner)',
          'set owner and contact of the API',
        ),
        ...(operation?.deprecated === true
          ? [
              check(
                'lifecycle',
                ends !== undefined,
                `it is deprecated and ends at ${ends} (x-sunset)`,
                'it is deprecated without an end (x-sunset)',
                'give the operation an x-sunset date in the definition',
              ),
            ]
          : []),
      ],
    };
  },
};
