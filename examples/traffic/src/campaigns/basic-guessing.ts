import { type Campaign, paced } from './campaign.ts';

export const basicGuessing: Campaign = {
  id: 'basic-guessing',
  about: 'Guesses passwords of an accountant at the ledger, where the gateway itself judges them (Basic authentication).',
  means: ['credential-probing'],
  forms: paced(
    function* (stage, { requests, pause, form }) {
      const { draw, world } = stage;
      const target = draw.fork(`${stage.mark.run}`).among(world.peopleOf('accountant'));
      const client = stage.client(form === 'distributed' ? 'home' : 'vpn', 'library', 'python');
      for (let attempt = 0; attempt < requests; attempt++) {
        const basic = { username: target?.username ?? '', right: false };
        stage.send(client, world.ledger.operations.listInvoices, { query: { offset: 0, limit: 1 }, basic });
        yield pause();
      }
    },
    { distributed: { bots: 50, requests: 4 } },
  ),
};
