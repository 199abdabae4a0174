export {
  type Advice,
  type BehaviorAdministration,
  type BehaviorAdministrationOptions,
  type BehaviorStatus,
  type CallerTimeline,
  createBehaviorAdministration,
  type EngineControl,
  MOST_SHOWN,
  type OrderedSanction,
} from './administration.ts';
export { advise } from './advice/advise.ts';
export type { DeclaredOperation } from './advice/declared-operation.ts';
export { assertKnownApi } from './assert-known-api.ts';
export { closeForgottenIncidents } from './forgotten-incidents.ts';
export { type Addressees, createLadder, type Ladder } from './ladder/ladder.ts';
export { createRequests } from './ladder/request.ts';
export { createTraffic, type Traffic } from './ladder/traffic.ts';
export { pruneBehavior } from './retention.ts';
export { openSanctionBook, type SanctionBook } from './sanction-book.ts';
export { openBehaviorStore } from './sqlite/open.ts';
export {
  type BehaviorEvent,
  type BehaviorStore,
  type DetectionFilter,
  type IncidentFilter,
  type JudgedDetection,
  type ListedSanction,
  MOST_ACTIVE,
  type SanctionFilter,
  type SuspectedCaller,
} from './store.ts';
