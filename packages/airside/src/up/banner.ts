import { relative } from 'node:path';

import { calledAs, shellWord } from '../called-as.ts';
import { deviations } from '../posture.ts';
import { columns, paint } from '../terminal.ts';
import type { Running } from './primary.ts';

/** What `airside up` says once it is ready: what it protects, where, how far, and where to look. */
export async function banner(running: Running, startedAt: number): Promise<string> {
  const { apis } = running.loaded.configuration;
  const urls = urlsOf(running);
  const rows = Object.entries(apis).map(([id, api]) => [
    `  ${paint('bold', id)}`,
    `${api.host ?? ''}${api.path}`,
    `→ ${api.upstreams.join(', ')}`,
    `${api.exposure}, ${api.risk} risk`,
    api.definition === undefined ? 'no definition: requests are not checked against a contract' : 'checked against its definition',
  ]);
  const differing = deviations(running.loaded);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const count = rows.length === 1 ? '1 API' : `${rows.length} APIs`;
  return [
    `${paint('green', 'Airside is ready')} after ${seconds} s: ${count} on ${urls.join(', ')}`,
    '',
    columns(rows),
    '',
    ...(differing.length > 0 ? ['Differs from the defaults:', ...differing.map((line) => `  ${line}`), ''] : []),
    ...layers(apis),
    ...(await running.behavior.summary()),
    `What happened:   ${calledAs()} exchanges --follow${dataOption(running)}`,
    `Who may call:    ${calledAs()} keys list${dataOption(running)}`,
    `Is it well:      curl ${urlOf(running)}/.airside/health/ready`,
    ...(running.metricsUrl === undefined ? [] : [`Metrics:         ${running.metricsUrl}`]),
    'Change it:       edit the configuration; it is applied when it is saved (or on SIGHUP). Stop it with Ctrl-C.',
  ].join('\n');
}

/** Which layers look at requests, and which do not. */
function layers(apis: Running['loaded']['configuration']['apis']): string[] {
  const inMode = (mode: string) => Object.entries(apis).flatMap(([id, { policies }]) => (policies.firewall.mode === mode ? [id] : []));
  const [off, detecting] = [inMode('off'), inMode('detect')];
  return [
    'Each request passes address, identity, access, size, rate, contract and firewall checks.',
    ...(off.length === 0 ? [] : [`The firewall is off for ${off.join(', ')}: no attack is looked for there.`]),
    ...(detecting.length === 0 ? [] : [`The firewall only records what it finds for ${detecting.join(', ')}.`]),
  ];
}

/** Where calls are accepted, one URL for each listener. */
function urlsOf({ addresses, loaded }: Running): string[] {
  return addresses.map(({ address, port, family }, index) => {
    const scheme = loaded.bundle.tls[index] ? 'https' : 'http';
    return `${scheme}://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  });
}

/** Where calls are accepted, the first of it. */
export function urlOf(running: Running): string {
  return urlsOf(running)[0] ?? '';
}

/** Three calls to try: one refused, one allowed, one too many. */
export function demoCalls(url: string, path: string, apiKey: string, burst: number): string {
  const key = `-H 'X-Api-Key: ${apiKey}'`;
  return [
    paint('bold', 'Try it:'),
    '  # refused: no credential (401)',
    `  curl -i ${url}${path}`,
    '  # allowed (200)',
    `  curl -i ${key} ${url}${path}`,
    `  # limited: 200 until ${burst} came at once, then 429`,
    `  curl -s -o /dev/null -w '%{http_code}\\n' ${key} '${url}${path}#[1-${burst + 10}]'`,
  ].join('\n');
}

function dataOption({ dataDirectory }: Running): string {
  const path = relative('', dataDirectory);
  return path === '.airside' ? '' : ` --data ${shellWord(path.startsWith('..') ? dataDirectory : path)}`;
}
