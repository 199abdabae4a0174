import { createBehaviorEngine } from '@airside/behavior';
import { subjectKey } from '@airside/domain';
import { CAMPAIGNS, simulate } from '@airside/example-traffic';
const [days, scale, seed] = process.argv.slice(2).map(Number) as [number, number, number];
const engine = createBehaviorEngine({ key: Buffer.alloc(16, 7) });
const all = new Map<string, { n: number; best: number; voices: Map<string, { n: number; raw: number; text: string }>; found: Set<string>; }>();
let honest = 0; const honestVoices = new Map<string, number[]>();
let first = 0; const t0=process.cpuUsage();
for (const { exchange, mark } of simulate({ days, users: 20 * scale, seed, quietDays: Math.floor(days / 4), campaigns: CAMPAIGNS.map(({ id }) => id) })) {
  const { surprise, voices, call } = engine.assess(exchange);
  first ||= call.timeMs;
  const trained = call.timeMs - first > 5 * 86400000;
  if (mark === undefined || mark === null) {
    honest++;
    if (trained) for (const { indicator, signal } of voices) { const h = honestVoices.get(indicator.id) ?? []; h.push(signal.surprise); honestVoices.set(indicator.id, h); }
    continue;
  }
  const id = `${mark.campaign} ${mark.form}`;
  const e = all.get(id) ?? { n: 0, best: 0, voices: new Map(), found: new Set() };
  all.set(id, e);
  e.n++; e.best = Math.max(e.best, surprise);
  for (const { indicator, signal } of voices) {
    const v = e.voices.get(indicator.id) ?? { n: 0, raw: 0, text: '' };
    v.n++; if (signal.surprise > v.raw) { v.raw = signal.surprise; v.text = `${subjectKey(signal.subject)} ${signal.evidence[0]?.variable}: ${signal.evidence[0]?.seen} / ${signal.evidence[0]?.learned}`; }
    e.voices.set(indicator.id, v);
  }
}
for (const [id, e] of [...all].sort((a, b) => a[1].best - b[1].best)) {
  console.log(`${id} n=${e.n} best=${e.best.toFixed(1)}`);
  if (e.best < 7) for (const [i, v] of [...e.voices].sort((a, b) => b[1].raw - a[1].raw).slice(0, 4)) console.log(`     ${i} n=${v.n} raw=${v.raw.toFixed(1)} ${v.text.slice(0, 170)}`);
}
console.log('HONEST', honest);
for (const [i, h] of [...honestVoices].sort((a,b)=>b[1].length-a[1].length)) { h.sort((a, b) => b - a); console.log(`  ${i.padEnd(28)} n=${h.length} ${[2,3,4,5,6,8].map(t => `≥${t}:${h.filter(x => x >= t).length}`).join(' ')} max=${h[0]?.toFixed(1)}`); }
const c=process.cpuUsage(t0); console.log('cpu s',(c.user+c.system)/1e6);
