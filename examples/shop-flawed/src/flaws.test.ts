import { readdirSync, readFileSync } from 'node:fs';

import { operations, type RunningShop, startShop } from '@airside/example-shop';
import { expect, test } from 'vitest';

import { flaws } from './flaws/index.ts';
import { type DocumentedFlaw, type Exchange, type Expected, readFlaws } from './read-flaws.ts';
import { startFlawedShop } from './start.ts';

const documented = readFlaws();

test('flaws.json documents exactly the flaws that are planted, and each has its file', () => {
  expect(documented.map(({ id }) => id)).toEqual(Object.keys(flaws));
  const files = readdirSync(new URL('flaws', import.meta.url)).filter((file) => file !== 'index.ts');
  expect(files.toSorted()).toEqual(documented.map(({ id }) => `${id}.ts`).toSorted());
});

test('the README lists every flaw', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8').replaceAll(/ {2,}/g, ' ');
  for (const { id, title, owasp, cwe } of documented) expect(readme).toContain(`| [${title}](src/flaws/${id}.ts) | ${owasp} | ${cwe} |`);
  expect(readme).toContain(`${documented.length} security flaws`);
});

test.each(documented)('$id has a place in the OWASP list, a weakness and operations of the definition', (flaw) => {
  expect(flaw.owasp).toMatch(/^API([1-9]|10):2023$/);
  expect(flaw.cwe).toMatch(/^CWE-\d+$/);
  expect(Object.keys(operations)).toEqual(expect.arrayContaining([...flaw.operations]));
});

test.each(documented)('$id shows in the shop with all flaws', async (flaw) => {
  await demonstrate(await startFlawedShop(), flaw, flaw.flawed);
});

test.each(documented)('$id does not show in the sound shop', async (flaw) => {
  await demonstrate(await startShop(), flaw, flaw.sound);
});

/** Send the requests of a flaw to a shop, hold what comes back against what is expected, and stop the shop. */
async function demonstrate(shop: RunningShop, { show }: DocumentedFlaw, expected: Expected): Promise<void> {
  try {
    for (const request of show.before ?? []) await send(shop, request);
    for (let time = 1; time < (show.times ?? 1); time++) await send(shop, show.request);
    const headers = await credential(shop, show.request);
    const answers = await Promise.all(Array.from({ length: show.atOnce ?? 1 }, () => send(shop, show.request, headers)));
    const fitting = answers.filter(({ status }) => status === expected.status);
    expect([answers.map(({ status }) => status), fitting.length]).toEqual([expect.anything(), expected.count ?? answers.length]);
    for (const { text } of fitting) {
      if (expected.contains !== undefined) expect(text).toContain(expected.contains);
      if (expected.lacks !== undefined) expect(text).not.toContain(expected.lacks);
    }
  } finally {
    await shop.close();
  }
}

async function send(shop: RunningShop, request: Exchange, known?: Readonly<Record<string, string>>) {
  const { method, path, body } = request;
  const sent = typeof body === 'string' ? body : JSON.stringify(body)?.replaceAll('{{url}}', shop.url);
  const headers = { 'Content-Type': 'application/json', ...(known ?? (await credential(shop, request))), ...request.headers };
  const response = await fetch(shop.url + path, { method, headers, ...(sent === undefined ? {} : { body: sent }) });
  return { status: response.status, text: await response.text() };
}

async function credential(shop: RunningShop, { as }: Exchange): Promise<Readonly<Record<string, string>>> {
  if (as === undefined) return {};
  const login = { method: 'POST', path: '/sessions', body: { username: as, password: `${as}-demo-password` } };
  const { accessToken } = JSON.parse((await send(shop, login)).text) as { accessToken: string };
  return { Authorization: `Bearer ${accessToken}` };
}
