export * from './admin/index.ts';
export * from './behavior/index.ts';
export * from './channels/index.ts';
export * from './directory/index.ts';
export * from './exchanges/index.ts';
export { takeExclusiveLock } from './lock/exclusive-lock.ts';
export * from './outbox/index.ts';
export * from './rules/index.ts';
export { StoreUnavailableError, type StoreUnavailableReason } from './store-unavailable-error.ts';
