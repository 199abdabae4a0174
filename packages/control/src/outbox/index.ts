export type { Attempt, Channel, Outcome } from './channel.ts';
export { DELIVERY_STATES, type Delivery, type DeliveryFilter, type DeliveryState } from './delivery.ts';
export { type Audience, type ChannelStatus, createOutbox, type Outbox, type OutboxOptions } from './outbox.ts';
export { openOutboxStore } from './sqlite/open.ts';
export type { DeliveryListOptions, OutboxStore } from './store.ts';
export { testChannel } from './test-channel.ts';
