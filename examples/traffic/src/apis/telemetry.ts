import type { Draw } from '../draw.ts';
import type { Account, Credential } from '../gateway/client.ts';
import { type ApiProfile, notFound, ok, type ServerCall } from '../gateway/operation.ts';
import { MINUTE_MS } from '../time.ts';
import { definer, numberOf } from './define.ts';

const TELEMETRY: ApiProfile = {
  id: 'telemetry',
  host: 'ingest.telemetry.example',
  origin: 'http://10.0.9.3:9000',
  defined: true,
  contract: 'report',
  perMinute: 1200,
  cookies: false,
};
const UPGRADE = [
  ['connection', 'Upgrade'],
  ['upgrade', 'websocket'],
  ['sec-websocket-version', '13'],
] as const;
const READING_EVERY_MS = 10 * MINUTE_MS;

interface DeviceState {
  readonly id: string;
  readonly organisation: string;
  readonly model: string;
  value: number;
}

/** Meters send readings with a key each; people look at them, and send commands. Whose device it is, is checked for commands only. */
export class Telemetry {
  readonly profile = TELEMETRY;
  readonly accounts = new Map<string, Account>();
  readonly #devices = new Map<string, DeviceState>();
  readonly #ofOrganisation = new Map<string, string[]>();

  addDevice(draw: Draw, id: string, organisation: string): void {
    this.#devices.set(id, { id, organisation, model: draw.pick(['M-200', 'M-300', 'G-12']), value: draw.between(100, 900) });
    const list = this.#ofOrganisation.get(organisation);
    if (list === undefined) this.#ofOrganisation.set(organisation, [id]);
    else list.push(id);
  }

  devicesOf(organisation: string): readonly string[] {
    return this.#ofOrganisation.get(organisation) ?? [];
  }

  operator(account: Account, nowMs: number, draw: Draw): Credential {
    return {
      principal: {
        kind: 'jwt',
        subject: account.id,
        consumer: null,
        credential: 'workplace#console',
        issuer: 'https://sso.telemetry.example',
        token: draw.hash96(),
        scopes: ['devices:read', 'devices:command'],
        roles: [account.role],
        groups: [account.owner],
      },
      expiresMs: nowMs + 60 * MINUTE_MS,
      account,
    };
  }

  readonly operations = (() => {
    const define = definer(TELEMETRY);
    const named = ({ path }: ServerCall): DeviceState | undefined => this.#devices.get(path['deviceId'] ?? '');
    const view = ({ id, organisation, model, value }: DeviceState, nowMs: number) => ({
      id,
      organisation,
      model,
      firmware: '5.4.1',
      lastReading: { value: Math.round(value * 10) / 10, at: new Date(nowMs - (nowMs % READING_EVERY_MS)).toISOString() },
    });
    return {
      sendReadings: define('sendReadings', 'POST /devices/{deviceId}/readings', { body: ['sequence', 'readings'], latencyMs: 8 }, (call) =>
        named(call) === undefined
          ? notFound()
          : { status: 202, body: { accepted: Array.isArray(call.body['readings']) ? call.body['readings'].length : 0 } },
      ),
      sendEvent: define('sendEvent', 'POST /devices/{deviceId}/events', { body: ['type', 'detail'], latencyMs: 9 }, (call) =>
        named(call) === undefined ? notFound() : { status: 202, body: { accepted: 1 } },
      ),
      getConfig: define('getConfig', 'GET /devices/{deviceId}/config', { latencyMs: 6 }, (call) =>
        named(call) === undefined ? notFound() : ok({ intervalSeconds: 600, zone: 'Europe/Berlin', thresholds: { low: 10, high: 1400 } }),
      ),
      listDevices: define('listDevices', 'GET /devices', { query: ['organisation', 'page'], latencyMs: 40 }, ({ client, query, nowMs }) => {
        const ids = this.devicesOf(client.credential?.account.owner ?? '');
        const start = (numberOf(query['page'], 1, 1000) - 1) * 10;
        return ok({
          devices: ids.slice(start, start + 10).flatMap((id) => view(this.#devices.get(id) ?? NO_DEVICE, nowMs)),
          total: ids.length,
        });
      }),
      getDevice: define('getDevice', 'GET /devices/{deviceId}', { latencyMs: 14 }, (call) => {
        const found = named(call);
        return found === undefined ? notFound() : ok(view(found, call.nowMs));
      }),
      getReadings: define(
        'getReadings',
        'GET /devices/{deviceId}/readings',
        { query: ['from', 'to', 'resolution'], latencyMs: 75 },
        (call) => {
          const found = named(call);
          if (found === undefined) return notFound();
          const length = call.query['resolution'] === 'raw' ? 144 : 24;
          return ok({ deviceId: found.id, values: Array.from({ length }, () => Math.round(call.draw.around(found.value, 0.1))) });
        },
      ),
      sendCommand: define('sendCommand', 'POST /devices/{deviceId}/commands', { body: ['command', 'value'], latencyMs: 30 }, (call) => {
        const found = named(call);
        return found === undefined || found.organisation !== call.client.credential?.account.owner
          ? notFound()
          : { status: 202, body: { command: call.body['command'], state: 'queued' } };
      }),
      stream: define('stream', 'GET /stream', { query: ['organisation'], latencyMs: 10, fields: UPGRADE }, ({ stream }) => ({
        status: 101,
        openMs: stream?.openMs ?? MINUTE_MS,
        bytes: stream?.receivedBytes ?? 0,
        requestBytes: stream?.sentBytes ?? 0,
      })),
    };
  })();
}

const NO_DEVICE: DeviceState = { id: '', organisation: '', model: '', value: 0 };
