/**
 * The checkpoints that a request passes, in this order. A policy belongs to exactly one of them. `behavior` has no policy yet: the
 * pipeline already has its place.
 */
export const CHECKPOINTS = ['connection', 'identity', 'access', 'allowance', 'contract', 'firewall', 'behavior'] as const;

export type Checkpoint = (typeof CHECKPOINTS)[number];
