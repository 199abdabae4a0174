import { projectsOf } from '../apis/desk.ts';
import { personName } from '../apis/names.ts';
import { install } from '../device/device.ts';
import { Draw } from '../draw.ts';
import { COUNTRIES, ELSEWHERE, FAR } from '../network/countries.ts';
import { type Address, homeAddress, hostingAddress, officeAddress } from '../network/networks.ts';
import { EPOCH_MS } from '../time.ts';
import type { World } from '../world.ts';
import { life } from './life.ts';
import type { Person, Traits, Trip } from './person.ts';
import type { Persona } from './persona.ts';
import { PERSONAS } from './personas.ts';

const TEAM_SIZE = 8;
const METERS_OF_ORGANISATION = 15;
const SHARE_WITH_VPN = 0.03;
const SHARE_OF_TRAVELLERS = 0.12;
const MONTH = 30;

/** Puts everybody into the world: so many users at the beginning, and those who join later. */
export function populate(world: World, users: number): void {
  for (const persona of PERSONAS) {
    const first = Math.max(persona.least, Math.round(persona.share * users));
    const later = Math.round((first * persona.growth * world.days) / MONTH);
    for (let index = 0; index < first + later; index++) {
      const draw = world.draw.fork(`${persona.name} ${index}`);
      add(world, persona, newPerson(persona, draw, index, index < first ? 0 : 1 + Math.floor(draw.next() * (world.days - 1)), world.days));
    }
  }
  for (const project of new Set(world.peopleOf('desk-worker').flatMap(({ account }) => projectsOf(account.owner)))) {
    const members = world.peopleOf('desk-worker').filter(({ account }) => projectsOf(account.owner).includes(project));
    const accounts = members.map(({ account }) => account);
    world.desk.openProject(world.draw.fork(`project ${project}`), project, accounts, EPOCH_MS, 35);
  }
}

/** Registers somebody where they have an account, and lets them live. */
function add(world: World, persona: Persona, person: Person): void {
  register(world, person);
  world.people.push(person);
  const { joinDay } = person;
  const script = persona.life === undefined ? life(world, persona, person) : persona.life(world, person);
  world.start(script, EPOCH_MS + joinDay * 86_400_000);
}

/** Gives somebody an account, as the API's owner does. */
export function register(world: World, { persona, account, username, country, draw }: Person): void {
  if (persona.api === 'shop')
    world.shop.open(draw, account, username, country, EPOCH_MS, persona.role === 'customer' ? draw.count(2.5) : 0);
  if (persona.api === 'bank') world.bank.open(draw, account, username);
  if (persona.api === 'desk') world.desk.open(account, username);
  if (persona.api === 'ledger') {
    world.ledger.accounts.set(username, account);
    if (persona.role === 'erp') world.ledger.fill(draw, account.owner, 200);
  }
  if (persona.role === 'meter') world.telemetry.addDevice(draw, account.id, account.owner);
}

/** Somebody of a kind; the same draw gives the same person. */
export function newPerson(persona: Traits, draw: Draw, index: number, joinDay: number, days: number): Person {
  // The meters of an organisation are in one country.
  const place = persona.devices === 'meter' ? new Draw(Math.floor(index / METERS_OF_ORGANISATION)) : draw;
  const country = place.weighted(COUNTRIES.map((one) => [one.weight, one] as const)) ?? COUNTRIES[0];
  if (country === undefined) throw new RangeError('expected a country, found none');
  const { code, offsetHours } = country;
  const { name, username } = personName(draw);
  const { devices, api, role, app } = persona;
  const isPerson = devices === 'people';
  const site = Math.floor(index / 40);
  const workCountry = devices === 'workplace' ? (COUNTRIES[site % 3]?.code ?? code) : code;
  return {
    persona,
    account: {
      id: accountId(persona, draw, index),
      name: isPerson ? name : nameOf(persona, index, name),
      role,
      owner: ownerOf(persona, draw, index),
    },
    username,
    draw,
    country: workCountry,
    offsetHours: devices === 'workplace' ? (COUNTRIES[site % 3]?.offsetHours ?? offsetHours) : offsetHours,
    carrier: draw.integer(0, 59),
    laptop: installation(persona, draw, workCountry, index),
    phone: app !== undefined && draw.chance(0.7) ? install(draw, 'app', code, app) : null,
    office:
      devices === 'workplace'
        ? officeOf(api, site, workCountry)
        : isPerson && draw.chance(0.1)
          ? officeAddress(code, new Draw(draw.integer(0, 9)))
          : null,
    server: devices === 'server' ? hostingAddress(draw) : devices === 'meter' ? homeAddress(code, draw.integer(0, 9), draw) : null,
    usesVpn: isPerson && draw.chance(SHARE_WITH_VPN),
    leaseDays: draw.chance(0.2) ? 1 : draw.integer(15, 90),
    trips: isPerson && draw.chance(SHARE_OF_TRAVELLERS) ? tripsWithin(draw, days) : [],
    joinDay,
    // A few use it many times as much as most.
    sessionsPerDay: persona.sessionsPerDay * (isPerson ? Math.min(draw.around(0.7, 0.9), 9) : draw.between(0.7, 1.3)),
    memory: [],
  };
}

function installation({ devices, role }: Traits, draw: Draw, country: string, index: number) {
  if (devices === 'meter') return install(draw, 'library', country, 'meter');
  if (devices !== 'server') return install(draw, 'browser', country);
  const family = ['python', 'go', 'java', 'node'][index % 4] ?? 'go';
  return install(draw, 'library', country, role === 'crawler' ? 'go' : family);
}

/** All who work at a site share the address of its office. */
function officeOf(api: string, site: number, country: string): Address {
  return officeAddress(country, new Draw(site).fork(`office of ${api}`));
}

function accountId({ api, devices, role }: Traits, draw: Draw, index: number): string {
  if (devices === 'meter') return `mtr-${(40_000 + index * 7).toString()}`;
  if (api === 'ledger' && role === 'accountant') return `acct${index + 11}`;
  return draw.id('usr_');
}

function nameOf({ role }: Traits, index: number, name: string): string {
  const COMPANIES = ['acme', 'northwind', 'globex', 'umbra', 'initech', 'vandelay', 'hooli'];
  return role === 'partner' || role === 'crawler' || role === 'erp' || role === 'backup'
    ? `${COMPANIES[index % COMPANIES.length]}${role === 'crawler' ? '-search' : ''}`
    : name;
}

function ownerOf({ api, role, devices }: Traits, draw: Draw, index: number): string {
  if (api === 'desk') return `team${Math.floor(index / TEAM_SIZE)}`;
  if (api === 'telemetry') return `org${Math.floor(index / (devices === 'meter' ? METERS_OF_ORGANISATION : 2))}`;
  if (api === 'ledger') return role === 'backup' ? 'vaultline' : `company${role === 'accountant' ? index % 6 : index}`;
  return role === 'customer' || role === 'partner' ? draw.id('cus_') : '';
}

function tripsWithin(draw: Draw, days: number): readonly Trip[] {
  const fromDay = draw.integer(1, Math.max(2, days - 2));
  const country = draw.chance(0.97) ? draw.pick(ELSEWHERE) : draw.pick(FAR);
  return [{ country, fromDay, untilDay: fromDay + draw.integer(2, 12) }];
}
