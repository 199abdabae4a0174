export { DirectoryError, type DirectoryErrorCode } from './directory-error.ts';
export { type OpenDirectoryOptions, openDirectoryStore } from './open.ts';
export type { DirectoryStoreOptions } from './sql/store.ts';
export {
  type Actor,
  type ApplicationChanges,
  type AuditRecord,
  type Changed,
  type Changes,
  type ConsumerChanges,
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
