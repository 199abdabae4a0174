/**
 * The checkpoints that a request passes, in this order. A policy belongs to exactly one of them, and may judge at others as well. No policy
 * belongs to `behavior`: what was decided about callers because of their behaviour is carried out by the policy `behavior` as early as it can be,
 * at `connection`, or at `access` where it has to be known who calls.
 */
export const CHECKPOINTS = ['connection', 'identity', 'access', 'allowance', 'contract', 'firewall', 'behavior'] as const;

export type Checkpoint = (typeof CHECKPOINTS)[number];
