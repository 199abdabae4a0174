export type { Occasion } from './calendar/calendar.ts';
export { type Campaign, FORMS, type FormName } from './campaigns/campaign.ts';
export { DECOYS } from './campaigns/decoys.ts';
export { CAMPAIGNS } from './campaigns/index.ts';
export { LISTED_ADDRESSES } from './campaigns/reputation.ts';
export type { Mark } from './gateway/client.ts';
export { createWorld, type Labelled, run, type SimulationOptions, simulate } from './simulate.ts';
export { DAY_MS, EPOCH_MS } from './time.ts';
