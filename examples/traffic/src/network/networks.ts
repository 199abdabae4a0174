import type { Draw } from '../draw.ts';
import { COUNTRIES, ELSEWHERE, FAR, HOSTING_COUNTRIES } from './countries.ts';

/** An address with what databases know of it. */
export interface Address {
  readonly text: string;
  readonly country: string;
  readonly network: string;
}

interface Network {
  readonly index: number;
  readonly country: string;
}

/** The first of the numbers for private use (RFC 6996): no real network is named. */
const FIRST_NUMBER = 64_512;
/** Through so few addresses a mobile network sends all of its callers. */
const MOBILE_EXITS = 8;
const VPN_EXITS = 6;

/** All networks: one number each, and one /16 of 240.0.0.0/4, which belongs to nobody. */
let count = 0;
const network = (country: string): Network => ({ index: count++, country });
const several = (country: string, length: number): readonly Network[] => Array.from({ length }, () => network(country));

const home = new Map(COUNTRIES.map(({ code, homeNetworks }) => [code, several(code, homeNetworks)]));
const mobile = new Map(COUNTRIES.map(({ code, mobileNetworks }) => [code, several(code, mobileNetworks)]));
const business = new Map(COUNTRIES.map(({ code }) => [code, several(code, 1)]));
const abroad: ReadonlyMap<string, readonly Network[]> = new Map<string, readonly Network[]>(
  [...ELSEWHERE, ...FAR].map((code) => [code, several(code, 2)]),
);
const hosting = HOSTING_COUNTRIES.map(network);

/** An address of a household that is with a provider; the number tells which one. */
export function homeAddress(country: string, provider: number, draw: Draw): Address {
  const networks = home.get(country) ?? abroad.get(country) ?? hosting;
  return anyOf(networks.slice(provider % networks.length).slice(0, 1), draw);
}

/** The address of an office: one for all who work there. */
export function officeAddress(country: string, draw: Draw): Address {
  return anyOf(business.get(country) ?? abroad.get(country), draw);
}

/** An address of a server, a virtual one for an hour or one for years. */
export function hostingAddress(draw: Draw): Address {
  return anyOf(hosting, draw);
}

/** The address of a mobile network that a phone has for the moment: one of few that all share, or one of IPv6 that changes with each connection. */
export function mobileAddress(country: string, carrier: number, draw: Draw): Address {
  const networks = mobile.get(country) ?? abroad.get(country) ?? hosting;
  const chosen = networks[carrier % networks.length];
  if (chosen === undefined) return hostingAddress(draw);
  // Every second carrier hands out IPv6.
  if (chosen.index % 2 === 0) {
    const part = (): string => draw.integer(1, 0xffff).toString(16);
    return named(chosen, `2001:db8:${chosen.index.toString(16)}:${part()}::${part()}`);
  }
  return named(chosen, v4(chosen, 7, draw.integer(1, MOBILE_EXITS)));
}

/** An exit of a VPN that many people use, honest ones as well. */
export function vpnAddress(draw: Draw): Address {
  const chosen = draw.among(hosting);
  return chosen === undefined ? hostingAddress(draw) : named(chosen, v4(chosen, 99, draw.integer(1, VPN_EXITS)));
}

function anyOf(networks: readonly Network[] | undefined, draw: Draw): Address {
  const chosen = draw.among(networks ?? hosting) ?? { index: 0, country: 'DE' };
  return named(chosen, v4(chosen, draw.integer(0, 255), draw.integer(1, 254)));
}

function named({ index, country }: Network, text: string): Address {
  return { text, country, network: `AS${FIRST_NUMBER + index}` };
}

function v4({ index }: Network, third: number, fourth: number): string {
  return `${240 + (index >> 8)}.${index & 255}.${third}.${fourth}`;
}
