import { PASSWORD } from '../apis/login.ts';
import { type Campaign, paced } from './campaign.ts';

export const passwordSpraying: Campaign = {
  id: 'password-spraying',
  about: 'Tries a few common passwords with many user names of the bank that exist, each name once or twice.',
  means: ['password-spraying'],
  forms: paced(
    function* (stage, { requests, pause, form }) {
      const { draw, world } = stage;
      const client = stage.client(form === 'distributed' ? 'home' : 'hosting', 'library', 'go');
      stage.disguised(client, 'firefox');
      for (let attempt = 0; attempt < requests; attempt++) {
        const username = draw.among(world.peopleOf('banker'))?.username ?? '';
        stage.send(client, world.bank.operations.login, { body: { username, password: draw.chance(0.01) ? PASSWORD : 'Spring2026!' } });
        yield pause();
      }
    },
    { distributed: { bots: 60, requests: 5 } },
  ),
};
