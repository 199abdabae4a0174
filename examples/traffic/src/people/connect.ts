import { deviceOn } from '../device/device.ts';
import type { Client } from '../gateway/client.ts';
import { type Address, homeAddress, mobileAddress, vpnAddress } from '../network/networks.ts';
import { dayOf, EPOCH_MS } from '../time.ts';
import type { Person, Trip } from './person.ts';

/** The client with which somebody begins a session now: device and address follow from time and place. */
export function connect(person: Person, nowMs: number): Client {
  const { draw, phone, laptop, office, server } = person;
  const day = dayOf(nowMs);
  const atWork = office !== null && isWorkingTime(person, nowMs);
  const installation = laptop === null || (phone !== null && draw.chance(atWork ? 0.2 : 0.62)) ? (phone ?? laptop) : laptop;
  if (installation === null) throw new RangeError(`expected ${person.username} to have a device, found none`);
  const onPhone = installation === phone;
  const address = server ?? placeOf(person, nowMs, onPhone, atWork);
  return {
    address,
    device: deviceOn(installation, day),
    credential: null,
    cookie: null,
    session: draw.hash96(),
    mark: null,
  };
}

/** Where a phone is when its connection was made anew; undefined for clients that stay where they are. */
export function moved(person: Person, client: Client, nowMs: number): Address | undefined {
  if (client.device.family.kind !== 'app') return undefined;
  const country = tripOn(person, dayOf(nowMs))?.country ?? person.country;
  return client.address.country === country ? mobileAddress(country, person.carrier, person.draw) : undefined;
}

function tripOn({ trips }: Person, day: number): Trip | undefined {
  return trips.find(({ fromDay, untilDay }) => day >= fromDay && day < untilDay);
}

/** Whether somebody sits in a plane that day, and does nothing else. */
export function isOnTheWay({ trips }: Person, day: number): boolean {
  return trips.some(({ fromDay, untilDay }) => day === fromDay || day === untilDay);
}

function placeOf(person: Person, nowMs: number, onPhone: boolean, atWork: boolean): Address {
  const { draw, country, carrier, office, usesVpn, leaseDays } = person;
  const day = dayOf(nowMs);
  const trip = tripOn(person, day);
  const here = trip?.country ?? country;
  if (onPhone && draw.chance(0.6)) return mobileAddress(here, carrier, draw);
  if (usesVpn && !onPhone && draw.chance(0.7)) return vpnAddress(draw);
  if (trip !== undefined) return homeAddress(here, trip.fromDay, draw.fork(`hotel ${trip.fromDay}`));
  if (atWork && office !== null) return office;
  return homeAddress(country, carrier, draw.fork(`home ${Math.floor(day / leaseDays)}`));
}

function isWorkingTime({ offsetHours }: Person, nowMs: number): boolean {
  const localMs = nowMs + offsetHours * 3_600_000;
  const hour = new Date(localMs).getUTCHours();
  const weekday = Math.floor((localMs - EPOCH_MS) / 86_400_000) % 7;
  return hour >= 8 && hour < 18 && weekday >= 0 && weekday < 5;
}
