import { type Campaign, paced } from './campaign.ts';

interface Ticket {
  readonly id: number;
}

export const stolenCookie: Campaign = {
  id: 'stolen-cookie',
  about: "Takes over sessions of the ticket desk with their cookies, and reads the team's tickets.",
  means: ['stolen-credential'],
  forms: paced(
    function* (stage, { requests, pause, form }) {
      const { draw, world } = stage;
      const { operations } = world.desk;
      const { person, client: owner } = yield* stage.victim('desk-worker', 3_600_000);
      const client = stage.client(form === 'distributed' ? 'home' : 'vpn', 'browser');
      client.cookie = owner.cookie;
      client.credential = owner.credential;
      const project = `P${person.account.owner.slice('team'.length)}A`;
      for (let step = 0; step < requests; step++) {
        const { status, body } = stage.send(client, operations.listTickets, { path: { project }, query: { state: 'all', page: 1 + step } });
        yield pause();
        const rows = status === 200 ? (body as { tickets: readonly Ticket[] }).tickets : [];
        const ticket = draw.among(rows);
        if (ticket === undefined) return;
        stage.send(client, operations.getTicket, { path: { ticket: `${ticket.id}` } });
        yield pause();
      }
    },
    {
      fast: { requests: 12, gapSeconds: [2, 12] },
      slow: { requests: 12, gapSeconds: [400, 2400] },
      distributed: { bots: 10, requests: 2, withinSeconds: 9000 },
    },
  ),
};
