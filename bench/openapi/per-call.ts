/** For each measurement of a round. */
const ROUND_MS = 60;

/** Microseconds of processor time for one call, which does not count what other programs on the machine take. */
export function perCallUs(call: () => boolean, quick: boolean): number {
  const limit = (quick ? 1 : ROUND_MS) * 1000;
  const start = process.cpuUsage();
  let calls = 0;
  let spent = 0;
  while (spent < limit) {
    for (let index = 0; index < 100; index++) call();
    calls += 100;
    const { user, system } = process.cpuUsage(start);
    spent = user + system;
  }
  return spent / calls;
}
