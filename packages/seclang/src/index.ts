export { fingerprint, HAS } from './fingerprint.ts';
