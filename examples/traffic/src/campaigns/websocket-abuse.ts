import { type Campaign, paced } from './campaign.ts';

export const websocketAbuse: Campaign = {
  id: 'websocket-abuse',
  about: 'Opens many streams of telemetry, keeps them for hours, and sends megabytes through what is there to listen.',
  means: ['websocket-abuse'],
  forms: paced(
    function* (stage, { requests, pause, form }) {
      const { draw, world } = stage;
      const person = stage.own('operator');
      const client = stage.client(form === 'distributed' ? 'home' : 'vpn', 'browser');
      for (let step = 0; step < requests; step++) {
        const openMs = draw.between(0.2, form === 'fast' ? 1 : 6) * 3_600_000;
        const stream = { openMs, sentBytes: draw.integer(2_000_000, 40_000_000), receivedBytes: Math.round(openMs / 5) };
        yield* stage.call(client, person, world.telemetry.operations.stream, { query: { organisation: person.account.owner }, stream });
        yield pause();
      }
    },
    { fast: { requests: 120 }, slow: { requests: 40, gapSeconds: [900, 5000] }, distributed: { bots: 20, requests: 4 } },
  ),
};
