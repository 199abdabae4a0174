import { PASSWORD } from '../apis/login.ts';
import { personName } from '../apis/names.ts';
import { type Campaign, paced } from './campaign.ts';

/** How many of the leaked names have an account here, and how many of these use the leaked password. */
const KNOWN = 0.25;
const REUSED = 0.06;

export const credentialStuffing: Campaign = {
  id: 'credential-stuffing',
  about: 'Tries pairs of user names and passwords that were leaked elsewhere, each once, at the login of the shop.',
  means: ['credential-stuffing'],
  forms: paced(
    function* (stage, { requests, pause, form, bot }) {
      const { draw, world } = stage;
      const client =
        form === 'distributed'
          ? stage.client(draw.pick(['home', 'home', 'mobile']), 'library', 'python')
          : stage.client('hosting', 'library', 'python');
      if (bot % 2 === 0) stage.disguised(client, 'chrome');
      for (let attempt = 0; attempt < requests; attempt++) {
        const known = draw.chance(KNOWN) ? draw.among(world.peopleOf('shopper')) : undefined;
        const username = known?.username ?? personName(draw).username;
        const password = known !== undefined && draw.chance(REUSED) ? PASSWORD : 'leaked elsewhere';
        stage.send(client, world.shop.operations.createSession, { body: { username, password } });
        yield pause();
      }
    },
    { distributed: { bots: 80, requests: 6 } },
  ),
};
