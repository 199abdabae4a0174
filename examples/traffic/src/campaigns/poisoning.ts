import { type Campaign, paced } from './campaign.ts';

export const poisoning: Campaign = {
  id: 'poisoning',
  about: 'Sends false readings with keys taken from meters, from its own machine: at once, a little at a time, or for many meters.',
  means: ['data-poisoning'],
  forms: paced(
    function* (stage, { requests, pause, form }) {
      const { draw, world } = stage;
      const { client: owner, person } = yield* stage.victim('meter');
      const client = stage.client(form === 'distributed' ? 'home' : 'hosting', 'library', form === 'slow' ? 'meter' : 'python');
      client.credential = owner.credential;
      const path = { deviceId: person.account.id };
      // In a hurry far beyond what is measured; else from a likely value on, a little more each time.
      let level = form === 'fast' ? 100_000 : draw.between(200, 800);
      let sequence = draw.integer(1000, 90_000);
      for (let step = 0; step < requests; step++) {
        level *= form === 'fast' ? draw.between(0.9, 1.3) : draw.between(1.005, 1.03);
        const readings = [{ at: Math.floor(world.nowMs / 1000), value: Math.round(level * 10) / 10, unit: 'W' }];
        stage.send(client, world.telemetry.operations.sendReadings, { path, body: { sequence: sequence++, readings } });
        yield pause();
      }
    },
    { fast: { requests: 150 }, slow: { requests: 150, gapSeconds: [500, 700] }, distributed: { bots: 15, requests: 10 } },
  ),
};
