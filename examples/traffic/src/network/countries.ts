/** Where people live. */
export interface Country {
  readonly code: string;
  readonly offsetHours: number;
  /** Share of the population, in any unit. */
  readonly weight: number;
  readonly homeNetworks: number;
  readonly mobileNetworks: number;
}

export const COUNTRIES: readonly Country[] = [
  { code: 'DE', offsetHours: 1, weight: 26, homeNetworks: 4, mobileNetworks: 3 },
  { code: 'FR', offsetHours: 1, weight: 15, homeNetworks: 3, mobileNetworks: 3 },
  { code: 'GB', offsetHours: 0, weight: 14, homeNetworks: 3, mobileNetworks: 3 },
  { code: 'NL', offsetHours: 1, weight: 8, homeNetworks: 2, mobileNetworks: 2 },
  { code: 'PT', offsetHours: 0, weight: 7, homeNetworks: 2, mobileNetworks: 2 },
  { code: 'PL', offsetHours: 1, weight: 6, homeNetworks: 2, mobileNetworks: 2 },
  { code: 'US', offsetHours: -5, weight: 12, homeNetworks: 4, mobileNetworks: 3 },
  { code: 'BR', offsetHours: -3, weight: 5, homeNetworks: 2, mobileNetworks: 2 },
  { code: 'IN', offsetHours: 5.5, weight: 4, homeNetworks: 2, mobileNetworks: 2 },
  { code: 'JP', offsetHours: 9, weight: 3, homeNetworks: 2, mobileNetworks: 1 },
];

/** Where nobody of the population lives. People travel there, and anybody can rent a server or a bot there. */
export const ELSEWHERE = ['ES', 'IT', 'GR', 'TR', 'TH', 'AE', 'MX', 'ZA', 'CA', 'AT', 'CH', 'DK', 'SE'] as const;
export const FAR = ['VN', 'ID', 'KE', 'PE', 'KZ', 'BD', 'EC', 'GE', 'UY', 'MN', 'LA', 'BO', 'TZ', 'AM'] as const;

/** Where servers are rented. */
export const HOSTING_COUNTRIES = ['DE', 'NL', 'US', 'FR', 'US', 'SG'] as const;
