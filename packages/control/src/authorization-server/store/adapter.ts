import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';

import type { Revocations } from '../tokens/revocations.ts';
import type { Item, ItemStore } from './items.ts';
import { nameOf, seal, unseal } from './seal.ts';

/** Kept where nobody says for how long: longer than any grant. */
const LONGEST_SECONDS = 366 * 86_400;

/**
 * The storage of one kind of thing, as oidc-provider wants it. The store gets neither a code nor a token nor the number of a session: it gets
 * their hashes, and everything else encrypted under them.
 */
export function createAdapter(kind: string, store: ItemStore, revocations: Revocations): Adapter {
  const open = (item: Item | undefined, id: string): AdapterPayload | undefined => {
    if (item === undefined || item.expires <= epochSeconds()) return undefined;
    const payload = JSON.parse(unseal(kind, id, item.content)) as AdapterPayload;
    return item.consumed === undefined ? payload : { ...payload, consumed: item.consumed };
  };
  const openByAlias = async (alias: string): Promise<AdapterPayload | undefined> => {
    const item = await store.findByAlias(nameOf(`${kind} alias`, alias));
    return item?.alias === undefined ? undefined : open(item, unseal(`${kind} alias`, alias, item.alias.secret));
  };

  return {
    async upsert(id, payload, expiresIn = LONGEST_SECONDS) {
      const alias = kind === 'Session' ? payload.uid : payload.userCode;
      const item: Item = {
        name: nameOf(kind, id),
        kind,
        content: seal(kind, id, JSON.stringify(payload)),
        ...(alias !== undefined && { alias: { name: nameOf(`${kind} alias`, alias), secret: seal(`${kind} alias`, alias, id) } }),
        ...(payload.grantId !== undefined && { grant: nameOf('Grant', payload.grantId) }),
        ...(typeof payload.consumed === 'number' && { consumed: payload.consumed }),
        expires: epochSeconds() + Math.max(1, Math.ceil(expiresIn)),
      };
      if (kind !== 'ReplayDetection') await store.put(item);
      // Of two requests with the same proof at the same time, one is the replay.
      else if (!(await store.add(item))) throw new errors.InvalidRequest('a proof was used more than once');
    },
    find: async (id) => open(await store.find(nameOf(kind, id)), id),
    findByUid: openByAlias,
    findByUserCode: openByAlias,
    async consume(id) {
      const name = nameOf(kind, id);
      const item = await store.find(name);
      if (await store.consume(name, epochSeconds())) return;
      // Another request used it in the meantime: as for every code or token that is used twice, all that came of it is void.
      const grantId = open(item, id)?.grantId;
      if (grantId !== undefined) {
        await store.removeOfGrant(nameOf('Grant', grantId));
        await store.remove(nameOf('Grant', grantId));
        await revocations.grant(grantId);
      }
      throw new errors.InvalidGrant('it was used already');
    },
    async destroy(id) {
      await store.remove(nameOf(kind, id));
      if (kind === 'AccessToken' || kind === 'ClientCredentials') await revocations.token(id);
      if (kind === 'Grant') await revocations.grant(id);
    },
    async revokeByGrantId(grantId) {
      await store.removeOfGrant(nameOf('Grant', grantId), kind);
      await revocations.grant(grantId);
    },
  };
}

function epochSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
