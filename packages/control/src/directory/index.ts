export { DirectoryError, type DirectoryErrorCode } from './directory-error.ts';
export type { DirectoryStoreOptions } from './sql/store.ts';
export { openDirectoryStore } from './sqlite/open.ts';
export {
  type Actor,
  type AuditRecord,
  type Changed,
  type Changes,
  type DirectoryStore,
  type HistoryFilter,
  type MadeClient,
  type MadeKey,
  MOST_HISTORY,
  type NewApplication,
  type NewClient,
  type NewConsumer,
  type NewGroup,
  type NewKey,
  type NewPlan,
} from './store.ts';
