import { DAY_MS, EPOCH_MS, HOUR_MS } from '../time.ts';
import type { World } from '../world.ts';
import { FORMS, type FormName } from './campaign.ts';
import { CAMPAIGNS } from './index.ts';
import { Stage } from './stage.ts';

/** A slow one needs some days until the end. */
const LEFT_MS: Readonly<Record<FormName, number>> = { fast: 3 * HOUR_MS, slow: 2.5 * DAY_MS, distributed: 6 * HOUR_MS };

/** Starts each form of the campaigns once, in random order over what is left after the quiet days, at the hours at which there is traffic to hide in or none. */
export function launch(world: World, ids: readonly string[], quietDays: number): void {
  const draw = world.draw.fork('campaigns');
  const fromMs = EPOCH_MS + quietDays * DAY_MS;
  const untilMs = EPOCH_MS + world.days * DAY_MS;
  const wanted = CAMPAIGNS.filter(({ id }) => ids.includes(id)).flatMap((campaign) => FORMS.map((name) => ({ campaign, name })));
  const order = wanted.map((entry) => ({ entry, key: draw.next() })).sort((a, b) => a.key - b.key);
  order.forEach(({ entry: { campaign, name } }, index) => {
    const form = campaign.forms[name];
    if ('absent' in form) return;
    const lastMs = Math.max(fromMs, untilMs - LEFT_MS[name]);
    const startMs = fromMs + ((index + draw.next()) / order.length) * (lastMs - fromMs);
    const stage = new Stage(world, draw.fork(`${campaign.id} ${name}`), { campaign: campaign.id, form: name, run: index });
    world.start(form.attack(stage), Math.floor(startMs));
  });
}
