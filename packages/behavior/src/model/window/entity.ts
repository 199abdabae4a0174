import type { Subject } from '@airside/domain';

import type { EngineOptions } from '../../engine/learning.ts';
import { combined } from '../../sketch/index.ts';
import { callerSubject } from '../explain.ts';
import type { Facts } from '../facts.ts';
import type { Entity, WindowCount } from './definition.ts';
import { mostRows } from './most-rows.ts';

type Per = WindowCount['per'];

const CALLERS_OF_GROUP = 8;

/** The key of whom a call counts for, in all or for an API or an operation alone; 0 where there is nobody. */
export function keyOf(facts: Facts, entity: Entity, per: Per): number {
  const key = entityKey(facts, entity);
  if (key === 0 || per === 'all') return key;
  return combined(key, per === 'api' ? facts.api : facts.operation) || 1;
}

function entityKey(facts: Facts, entity: Entity): number {
  switch (entity) {
    case 'caller':
      return facts.caller;
    case 'place':
      return facts.place;
    case 'agent':
      return facts.agent;
    case 'operation':
      return facts.operation;
    case 'api':
      return facts.api;
    case 'victim':
      return victimKey(facts);
    default:
      return facts.key(entity);
  }
}

/** Whose callers stand behind an entity: behind an operation those of its API. */
export function behindWhom(facts: Facts, entity: Entity): number {
  return entity === 'operation' ? facts.api : entityKey(facts, entity);
}

/** Whom or what a row stands for: a caller for the place where it calls from, where it is only a session, and everybody else for those behind it. */
export function standsFor(facts: Facts, entity: Entity, per: Per): number {
  return entity === 'caller' ? keyOf(facts, 'place', per) : behindWhom(facts, entity);
}

function victimKey(facts: Facts): number {
  const user = facts.call.login?.user ?? '';
  return user === '' ? 0 : facts.hash(user) || 1;
}

/** How many rows there are at most. Networks, kinds of clients and places are fewer than callers, honest ones at least: what is made up takes no more room. */
export function rowsFor(entity: Entity, per: Per, { mostCallers, mostOperations }: EngineOptions): number {
  if (entity === 'api' || entity === 'operation') return mostRows(mostOperations);
  const isOfMany = entity === 'place' || ((entity === 'network' || entity === 'agent') && per === 'all');
  return mostRows(isOfMany ? mostCallers / CALLERS_OF_GROUP : mostCallers);
}

/** The name of what is compared with each other: an API with itself. */
export function scopeName(facts: Facts, entity: Entity, per: Per): string {
  if (entity === 'api') return `${entity} ${facts.call.api}`;
  const compared = entity === 'caller' ? facts.class : entity;
  if (per === 'all') return compared;
  return per === 'api' ? `${compared} ${facts.call.api}` : `${compared} ${facts.operationName}`;
}

/** Whom a signal is about. */
export function blamedBy({ entity, blames }: WindowCount, facts: Facts): Subject {
  const caller = callerSubject(facts.call);
  const blamed: Entity = blames ?? entity;
  if (blamed === 'api' || blamed === 'operation' || blamed === 'agent') return { kind: 'api', id: facts.call.api };
  return blamed === 'caller' || blamed === 'victim' || blamed === 'place' ? caller : (facts.subject(blamed) ?? caller);
}
