import type { Client, Credential } from '../gateway/client.ts';
import type { Script } from '../scheduler/script.ts';
import { DAY_MS, dateOf, HOUR_MS, MINUTE_MS, SECOND_MS } from '../time.ts';
import type { World } from '../world.ts';
import { connect } from './connect.ts';
import type { Person } from './person.ts';
import { call, moment, pause } from './steps.ts';

const INTERVAL_MS = 10 * MINUTE_MS;

/** The key that a meter was given. */
function meterKey({ account }: Person): Credential {
  return {
    principal: {
      kind: 'apiKey',
      subject: account.owner,
      consumer: account.owner,
      credential: account.id,
      application: `${account.owner}-meters`,
      scopes: ['ingest'],
    },
    expiresMs: Infinity,
    account,
  };
}

/** A meter: readings every ten minutes, configuration now and then, an event when something is wrong, and what it kept while it had no network. */
export function* metering(world: World, person: Person): Script {
  const { draw, account } = person;
  const { operations } = world.telemetry;
  const path = { deviceId: account.id };
  const client = connect(person, world.nowMs);
  client.credential = meterKey(person);
  world.signedIn(person, client);
  let sequence = draw.integer(1000, 90_000);
  let level = draw.between(100, 900);
  let missed = 0;
  yield draw.between(0, INTERVAL_MS);
  for (;;) {
    level = Math.max(5, level * draw.between(0.97, 1.031));
    if (draw.chance(0.004)) missed = draw.integer(2, 12);
    if (missed > 0 && draw.chance(0.7)) {
      yield INTERVAL_MS;
      continue;
    }
    const values = Array.from({ length: 1 + missed }, () => Math.round(level * draw.between(0.98, 1.02) * 10) / 10);
    missed = 0;
    const readings = values.map((value) => ({ at: Math.floor(world.nowMs / SECOND_MS), value, unit: 'W' }));
    yield* call(world, person, client, operations.sendReadings, { path, body: { sequence: sequence++, readings } });
    if (draw.chance(1 / 72)) {
      yield draw.between(1, 4) * SECOND_MS;
      const { device, address } = connect(person, world.nowMs);
      client.device = device;
      if (draw.chance(0.1)) client.address = address;
      yield* call(world, person, client, operations.getConfig, { path });
      world.signedIn(person, client);
    }
    if (draw.chance(0.003)) {
      yield draw.between(1, 20) * SECOND_MS;
      yield* call(world, person, client, operations.sendEvent, {
        path,
        body: { type: draw.pick(['low-battery', 'tamper', 'restart']), detail: { level: Math.round(level) } },
      });
    }
    yield INTERVAL_MS + draw.between(-4, 4) * SECOND_MS;
  }
}

/** Looks at the meters of the organisation, and sometimes sends one a command. */
export function* operating(world: World, person: Person, client: Client): Script {
  const { draw, account } = person;
  const { operations } = world.telemetry;
  client.credential = world.telemetry.operator(account, world.nowMs, draw);
  world.signedIn(person, client);
  yield* call(world, person, client, operations.listDevices, { query: { organisation: account.owner, page: 1 } });
  if (draw.chance(0.6)) {
    yield moment(draw);
    const openMs = Math.min(draw.around(9 * MINUTE_MS, 0.7), HOUR_MS);
    const stream = { openMs, sentBytes: draw.integer(200, 900), receivedBytes: Math.round((openMs / SECOND_MS) * draw.between(60, 140)) };
    world.send(client, operations.stream, { query: { organisation: account.owner }, stream });
  }
  const looks = draw.integer(1, 7);
  for (let look = 0; look < looks; look++) {
    yield pause(draw, 9);
    if ((client.credential?.expiresMs ?? 0) <= world.nowMs) client.credential = world.telemetry.operator(account, world.nowMs, draw);
    const page = Math.min(draw.integer(1, 3), Math.ceil(world.telemetry.devicesOf(account.owner).length / 10));
    if (page > 1) yield* call(world, person, client, operations.listDevices, { query: { organisation: account.owner, page } });
    const deviceId = draw.among(world.telemetry.devicesOf(account.owner).slice((page - 1) * 10, page * 10));
    if (deviceId === undefined) return;
    const path = { deviceId };
    yield moment(draw);
    yield* call(world, person, client, operations.getDevice, { path });
    yield moment(draw);
    const query = { from: dateOf(world.nowMs - draw.pick([1, 1, 7, 30]) * DAY_MS), resolution: draw.pick(['hour', 'hour', 'raw']) };
    yield* call(world, person, client, operations.getReadings, { path, query });
    if (draw.chance(0.08)) {
      yield pause(draw, 20);
      const command = draw.pick(['restart', 'set-interval', 'identify']);
      yield* call(world, person, client, operations.sendCommand, {
        path,
        body: command === 'set-interval' ? { command, value: draw.pick([300, 600, 900]) } : { command },
      });
    }
  }
}
