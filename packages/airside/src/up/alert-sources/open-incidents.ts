import type { BehaviorAdministration, Effect } from '@airside/control';
import type { Incident } from '@airside/domain';

const PAGE = 1000;
const MOST = 20_000;

/** All incidents that are open, newest first, as many as anybody looks at. */
export async function openIncidents(behavior: Pick<BehaviorAdministration<Effect>, 'incidents'>): Promise<readonly Incident[]> {
  const open: Incident[] = [];
  for (let after: string | null | undefined; after !== null && open.length < MOST; ) {
    const page = await behavior.incidents({ state: 'open' }, { limit: PAGE, ...(after !== undefined && { after }) });
    open.push(...page.items);
    after = page.next;
  }
  return open;
}
