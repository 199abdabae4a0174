import { DESK } from '../apis/desk.ts';
import { SHOP } from '../apis/shop.ts';
import { type Campaign, paced } from './campaign.ts';

const PATHS =
  '/.env,/.git/config,/api/v2/users,/actuator/health,/swagger.json,/openapi.json,/graphql,/admin,/admin/login,/internal/status,/debug/vars,/v1/users,/users,/backup.zip,/server-status,/metrics,/console,/api/admin/config,/phpinfo.php,/wp-login.php,/api/keys,/config.json,/health,/status'.split(
    ',',
  );

export const probing: Campaign = {
  id: 'probing',
  about: 'Asks for what might be there: paths of other products, forgotten versions, files.',
  means: ['probing', 'path-discovery'],
  forms: paced(
    function* (stage, { requests, pause, form, bot }) {
      const { draw } = stage;
      const client = stage.client(form === 'distributed' ? draw.pick(['home', 'hosting']) : 'hosting', 'library');
      const api = bot % 2 === 0 ? SHOP : DESK;
      for (let step = 0; step < requests; step++) {
        stage.sendUnknown(client, api, draw.chance(0.9) ? 'GET' : 'POST', draw.among(PATHS) ?? '/');
        yield pause();
      }
    },
    { fast: { requests: 80 }, slow: { requests: 60, gapSeconds: [600, 3000] }, distributed: { bots: 30, requests: 4 } },
  ),
};
