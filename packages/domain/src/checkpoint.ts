/**
 * The checkpoints that a request passes, in this order. A policy belongs to exactly one of them. `firewall` and `behavior` have no policy
 * yet: the pipeline already has their place.
 */
export const CHECKPOINTS = ['connection', 'identity', 'access', 'allowance', 'contract', 'firewall', 'behavior'] as const;

export type Checkpoint = (typeof CHECKPOINTS)[number];
