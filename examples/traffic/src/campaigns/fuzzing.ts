import { type Campaign, paced } from './campaign.ts';

/** What is tried, and which rule of the firewall it runs into; most of it into none. */
const PAYLOADS: readonly (readonly [text: string, rule?: number])[] = [
  ["' or '1'='1", 942_100],
  ['<script>alert(1)</script>', 941_110],
  ['../../etc/passwd', 930_120],
  ['A'.repeat(700)],
  ['%ff%fe%fd'],
  ['-1'],
  ['99999999999999999999'],
  ['NaN'],
  ['\u0000\u0001\u0002'],
  ['[]'],
  ['{"a":1}'],
  [''],
  ['🔥🔥🔥'],
  ['%s%s%n'],
  ['true'],
  ['2026-99-99'],
];

export const fuzzing: Campaign = {
  id: 'fuzzing',
  about: 'Sends generated values of all sorts to all parameters of tickets, and watches how the server takes it.',
  means: ['firewall-matches', 'unknown-operation', 'refusal-burst'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const { operations } = world.desk;
      const person = stage.own('desk-worker');
      const client = stage.client(draw.pick(['vpn', 'hosting']), 'library', 'python');
      const project = `P${person.account.owner.slice('team'.length)}A`;
      for (let step = 0; step < requests; step++) {
        const [text, rule] = draw.among(PAYLOADS) ?? [''];
        const hit = rule === undefined ? {} : { rule };
        const kind = draw.integer(0, 3);
        if (kind === 0) yield* stage.call(client, person, operations.search, { query: { q: text }, ...hit });
        if (kind === 1)
          yield* stage.call(client, person, operations.listTickets, { path: { project }, query: { state: text, page: 1 }, ...hit });
        if (kind === 2) yield* stage.call(client, person, operations.getTicket, { path: { ticket: text.slice(0, 60) || '0' }, ...hit });
        if (kind === 3)
          yield* stage.call(client, person, operations.createTicket, { path: { project }, body: { title: text, labels: text }, ...hit });
        yield pause();
      }
    },
    { slow: { requests: 80, gapSeconds: [400, 3000] }, distributed: { bots: 20, requests: 6 } },
  ),
};
