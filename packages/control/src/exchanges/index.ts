export { openExchangeStore } from './sqlite/open.ts';
export {
  type ExchangeFilter,
  type ExchangeStore,
  type ListOptions,
  MOST_LISTED,
  MOST_PRUNED,
  type PruneLimits,
  type StatusClass,
  type StoredExchange,
} from './store.ts';
export { exchangeWeight } from './weight.ts';
export {
  createExchangeWriter,
  type ExchangeWriter,
  type ExchangeWriterOptions,
  type Retention,
  type Timers,
  type WriterState,
} from './writer.ts';
