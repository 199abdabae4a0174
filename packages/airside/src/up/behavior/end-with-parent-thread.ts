import { workerData } from 'node:worker_threads';

/** A thread that ends its process once the one that started it, which it is given, is gone: an engine that does not come back from what it is doing does not notice that. */
const CHECK_MS = 500;

setInterval(() => {
  if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL');
}, CHECK_MS);
