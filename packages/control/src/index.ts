export * from './admin/index.ts';
export * from './alerts/index.ts';
export * from './directory/index.ts';
export * from './exchanges/index.ts';
export { takeExclusiveLock } from './lock/exclusive-lock.ts';
export * from './rollups/index.ts';
export * from './rules/index.ts';
export { StoreUnavailableError, type StoreUnavailableReason } from './store-unavailable-error.ts';
