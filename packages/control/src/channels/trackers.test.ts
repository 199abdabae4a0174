import { describe, expect, test } from 'vitest';

import { channelOf, deliver } from '../../test/configured-channel.ts';
import { hostileNotification } from '../../test/hostile-notification.ts';
import { notificationWith } from '../../test/notification.ts';
import { GITHUB, GITLAB, JIRA, startTracker, type TestTracker, TRACKER_ENVIRONMENT } from '../../test/trackers.ts';
import { keyMark } from './text/markdown.ts';

const KINDS = {
  github: {
    dialect: GITHUB,
    yaml: (origin: string) =>
      `github: { url: '${origin}', token: '\${env:TOKEN}', repository: acme/all, repositories: { shop: acme/shop }, labels: [security] }`,
    place: 'acme/shop',
    otherPlace: 'acme/all',
    isCode: true,
  },
  gitlab: {
    dialect: GITLAB,
    yaml: (origin: string) =>
      `gitlab: { url: '${origin}', token: '\${env:TOKEN}', project: acme/sub/all, projects: { shop: acme/sub/shop }, labels: [security] }`,
    place: 'acme/sub/shop',
    otherPlace: 'acme/sub/all',
    isCode: true,
  },
  jira: {
    dialect: JIRA,
    yaml: (origin: string) =>
      `jira: { url: '${origin}', user: bot@shop.example, token: '\${env:TOKEN}', project: SEC, projects: { shop: SHOP }, labels: [security] }`,
    place: 'SHOP',
    otherPlace: 'SEC',
    isCode: false,
  },
} as const;

describe.each(Object.entries(KINDS))('%s', (_kind, { dialect, yaml, place, otherPlace, isCode }) => {
  const start = async () => {
    const tracker = await startTracker(dialect);
    const channel = channelOf(yaml(tracker.origin), TRACKER_ENVIRONMENT);
    return { tracker, channel };
  };
  const referenceOf = (outcome: Awaited<ReturnType<typeof deliver>>) =>
    outcome.kind === 'delivered' ? (outcome.reference ?? undefined) : undefined;

  test('one issue is opened for a key, commented on when it changes, and closed when it is over', async () => {
    const { tracker, channel } = await start();
    const opened = await deliver(channel, notificationWith());
    const reference = referenceOf(opened);
    expect(opened).toMatchObject({ kind: 'delivered', answer: expect.stringContaining('opened issue') });
    await deliver(channel, notificationWith({ id: 'n2', state: 'changed' }), { reference });
    // Without what the receiver called it, it is found.
    await deliver(channel, notificationWith({ id: 'n3', state: 'changed' }));
    expect(await deliver(channel, notificationWith({ id: 'n4', state: 'resolved' }), { reference })).toMatchObject({ reference: null });
    expect(tracker.issues).toHaveLength(1);
    expect(tracker.issues[0]).toMatchObject({ place, open: false, labels: expect.arrayContaining(['airside', 'security']) });
    expect(tracker.issues[0]?.comments).toHaveLength(3);
    expect(tracker.issues[0]?.body).toMatch(/It goes on\.[\s\S]*Caller: user:alice[\s\S]*airside incidents show 1/);
  });

  test('for what somebody has taken over no issue is made', async () => {
    const { tracker, channel } = await start();
    expect(await deliver(channel, notificationWith({ state: 'acknowledged' }))).toMatchObject({ kind: 'delivered' });
    expect(tracker.issues).toEqual([]);
  });

  test('another key is another issue, and one about another API goes elsewhere', async () => {
    const { tracker, channel } = await start();
    await deliver(channel, notificationWith());
    await deliver(channel, notificationWith({ id: 'n2', key: 'incident:2', apis: ['other'] }));
    await deliver(channel, notificationWith({ id: 'n3', key: 'incident:3', apis: [] }));
    expect(tracker.issues.map((issue) => issue.place)).toEqual([place, otherPlace, otherPlace]);
  });

  test('an attempt whose answer was lost makes no second issue', async () => {
    const { tracker, channel } = await start();
    tracker.intercept = (method, path) => (method === 'POST' && /issues?$/.test(path) ? 1000 : undefined);
    expect((await deliver(channel, notificationWith())).kind).toBe('later');
    tracker.intercept = () => undefined;
    const again = await deliver(channel, notificationWith());
    expect(again.kind).toBe('delivered');
    expect(tracker.issues).toHaveLength(1);
    if (isCode) expect(tracker.issues[0]?.comments).toEqual([]);
  });

  test('a caller who writes the mark of another key draws nothing to its own issue', async () => {
    const { tracker, channel } = await start();
    const mark = `<!-- ${keyMark({ key: 'incident:2' })} message-${'0'.repeat(24)} -->`;
    await deliver(channel, notificationWith({ title: mark, text: mark, facts: [['User', mark]], commands: [mark] }));
    await deliver(channel, notificationWith({ id: 'n2', key: 'incident:2' }));
    await deliver(channel, notificationWith({ id: 'n3', state: 'changed' }));
    expect(tracker.issues.map(({ comments }) => comments.length)).toEqual([1, 0]);
  });

  test('an issue that somebody closed stays closed, and what goes on gets a new one', async () => {
    const { tracker, channel } = await start();
    const reference = referenceOf(await deliver(channel, notificationWith()));
    const [issue] = tracker.issues;
    if (issue !== undefined) issue.open = false;
    const next = await deliver(channel, notificationWith({ id: 'n2', state: 'changed' }), { reference });
    expect(tracker.issues.map(({ open }) => open)).toEqual([false, true]);
    expect(referenceOf(next)).not.toBe(reference);
    expect(tracker.issues[0]?.comments).toEqual([]);
  });

  test('what is over without ever having had an issue makes none', async () => {
    const { tracker, channel } = await start();
    expect(await deliver(channel, notificationWith({ state: 'resolved' }))).toEqual({
      kind: 'delivered',
      answer: 'no issue is open',
      reference: null,
    });
    expect(tracker.issues).toEqual([]);
  });

  test.each([
    [500, 'later'],
    [429, 'later'],
    [403, 'later'],
    [404, 'later'],
    [422, 'refused'],
  ])('an answer of %d is %s', async (status, kind) => {
    const { tracker, channel } = await start();
    tracker.intercept = () => status;
    expect((await deliver(channel, notificationWith())).kind).toBe(kind);
    expect(tracker.issues).toEqual([]);
  });

  test('a token that is not accepted is not told', async () => {
    const tracker = await startTracker(dialect);
    const channel = channelOf(yaml(tracker.origin), { TOKEN: 'wrong-token-9876543210' });
    const outcome = await deliver(channel, notificationWith());
    expect(outcome.kind).toBe('later');
    expect(JSON.stringify(outcome)).not.toMatch(/wrong-token|d3JvbmctdG9rZW4/);
  });

  test('nothing that callers wrote is read as mark-up, a mention, a reference or a command', async () => {
    const { tracker, channel } = await start();
    await deliver(channel, hostileNotification());
    await deliver(channel, hostileNotification({ id: 'n2', state: 'changed' }));
    const [issue] = tracker.issues;
    expect(issue?.title).not.toMatch(/[\r\n]/);
    for (const written of [issue?.body ?? '', ...(issue?.comments ?? [])]) {
      expect(written).not.toMatch(/\u001b|\u202e/);
      if (isCode) expect(outsideCode(written)).toMatch(/^\s*<!-- airside-[0-9a-f]{24} message-[0-9a-f]{24} -->$/);
    }
    if (isCode) expect(issue?.title).not.toMatch(/`|@(everyone|here|channel|all|octocat)|#\d/);
  });
});

test('GitLab issues are for members only unless somebody says otherwise', async () => {
  const tracker: TestTracker = await startTracker(GITLAB);
  const confidential = channelOf(KINDS.gitlab.yaml(tracker.origin), TRACKER_ENVIRONMENT);
  const open = channelOf(KINDS.gitlab.yaml(tracker.origin).replace('labels:', 'confidential: false, labels:'), TRACKER_ENVIRONMENT);
  await deliver(confidential, notificationWith());
  await deliver(open, notificationWith({ key: 'other' }));
  expect(tracker.issues.map((issue) => issue.confidential)).toEqual([true, false]);
});

test('a pull request with the mark of a key in it is no issue', async () => {
  const pulls: typeof GITHUB = { ...GITHUB, show: (issue) => ({ ...(GITHUB.show(issue) as object), pull_request: {} }) };
  const tracker = await startTracker(pulls);
  const channel = channelOf(KINDS.github.yaml(tracker.origin), TRACKER_ENVIRONMENT);
  await deliver(channel, notificationWith());
  await deliver(channel, notificationWith({ id: 'n2' }));
  expect(tracker.issues).toHaveLength(2);
});

test('a workflow of Jira without the transition that is named keeps the issue open, and says what it has', async () => {
  const tracker = await startTracker(JIRA);
  const channel = channelOf(KINDS.jira.yaml(tracker.origin).replace('labels:', 'transition: Solve, labels:'), TRACKER_ENVIRONMENT);
  await deliver(channel, notificationWith());
  expect(await deliver(channel, notificationWith({ id: 'n2', state: 'resolved' }))).toEqual({
    kind: 'refused',
    reason: 'issue SHOP-1 has no transition "Solve"; it has "Start", "Finish"',
  });
});

test.each([
  ['a repository with a way up in it', "github: { token: '${env:TOKEN}', repository: '../admin' }"],
  ['a repository with a query', "github: { token: '${env:TOKEN}', repository: 'a/b?x=1' }"],
  ['a project with a way up in it', "gitlab: { token: '${env:TOKEN}', project: 'a/../b' }"],
  ['a project with JQL in it', "jira: { url: 'https://a.example', user: u, token: '${env:TOKEN}', project: 'A\" OR project = \"B' }"],
])('refused in the configuration: %s', (_case, yaml) => {
  expect(() => channelOf(yaml, TRACKER_ENVIRONMENT)).toThrow(/expected/);
});

/** What stands outside of blocks of code, as CommonMark section 4.5 reads fences. */
function outsideCode(markdown: string): string {
  const outside: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const [, run = '', rest = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (fence === undefined) {
      if (run !== '' && !(run.startsWith('`') && rest.includes('`'))) fence = run;
      else outside.push(line);
    } else if (run.startsWith(fence) && rest.trim() === '') fence = undefined;
  }
  return outside.join('\n');
}
