export { createChannel } from './create.ts';
