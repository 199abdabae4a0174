export { type FlawId, flaws } from './flaws/index.ts';
export { type DocumentedFlaw, type Exchange, type Expected, readFlaws } from './read-flaws.ts';
export { type FlawedShopOptions, startFlawedShop } from './start.ts';
