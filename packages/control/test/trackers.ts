import { json, startHttpReceiver } from './http-receiver.ts';

/** An issue as a test tracker keeps it. */
export interface KeptIssue {
  readonly id: string;
  readonly place: string;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly confidential: boolean;
  readonly comments: string[];
  open: boolean;
}

export interface TestTracker {
  readonly origin: string;
  readonly issues: KeptIssue[];
  /** Answers instead of the tracker where it yields true. */
  intercept: (method: string, path: string) => number | undefined;
  readonly calls: string[];
}

const TOKEN = 'tracker-token-0123456789';
export const TRACKER_ENVIRONMENT = { TOKEN };

type Fields = Readonly<Record<string, unknown>>;

interface Dialect {
  readonly isSignedIn: (headers: Readonly<Record<string, unknown>>) => boolean;
  /** What a call means; undefined where the API has nothing at the path. Throws where the body is not what the API takes. */
  readonly meaning: (method: string, url: URL, body: Fields) => Meaning | undefined;
  readonly show: (issue: KeptIssue) => unknown;
}

type Meaning =
  | {
      readonly kind: 'list';
      readonly place: string;
      readonly fits: (issue: KeptIssue) => boolean;
      readonly wrap?: (items: readonly unknown[]) => unknown;
    }
  | { readonly kind: 'get' | 'close'; readonly id: string }
  | { readonly kind: 'create'; readonly place: string; readonly issue: Pick<KeptIssue, 'title' | 'body' | 'labels' | 'confidential'> }
  | { readonly kind: 'comment'; readonly id: string; readonly text: string }
  | { readonly kind: 'answer'; readonly body: unknown };

/** A real HTTP server that keeps issues as GitHub, GitLab or Jira do, and refuses what these would. */
export async function startTracker(dialect: Dialect): Promise<TestTracker> {
  const receiver = await startHttpReceiver();
  const tracker: TestTracker = { origin: receiver.origin, issues: [], intercept: () => undefined, calls: [] };
  receiver.answer = ({ method, url: target, headers, body }, response) => {
    const url = new URL(target, receiver.origin);
    tracker.calls.push(`${method} ${decodeURIComponent(url.pathname)}`);
    if (!dialect.isSignedIn(headers)) return json(response, 401, { message: `Bad credentials ${JSON.stringify(headers)}` });
    const before = tracker.intercept(method, url.pathname);
    if (before !== undefined && before < 1000) return json(response, before, { message: 'intercepted' });
    let meaning: Meaning | undefined;
    try {
      meaning = dialect.meaning(method, url, body === '' ? {} : (JSON.parse(body) as Fields));
    } catch (error) {
      return json(response, 422, { message: String(error) });
    }
    if (meaning === undefined) return json(response, 404, { message: 'Not Found' });
    const answer = perform(tracker, dialect, meaning);
    // Done, but the answer is lost.
    if (before === 1000) return void response.destroy();
    return json(response, answer.status, answer.body);
  };
  return tracker;
}

function perform({ issues }: TestTracker, { show }: Dialect, meaning: Meaning): { status: number; body: unknown } {
  if (meaning.kind === 'answer') return { status: 200, body: meaning.body };
  if (meaning.kind === 'list') {
    const found = issues
      .filter((issue) => issue.place === meaning.place && meaning.fits(issue))
      .toReversed()
      .map(show);
    return { status: 200, body: meaning.wrap?.(found) ?? found };
  }
  if (meaning.kind === 'create') {
    const issue = { id: String(issues.length + 1), place: meaning.place, comments: [], open: true, ...meaning.issue };
    issues.push(issue);
    return { status: 201, body: show(issue) };
  }
  const issue = issues.find(({ id }) => id === meaning.id);
  if (issue === undefined) return { status: 404, body: { message: 'Not Found' } };
  if (meaning.kind === 'comment') issue.comments.push(meaning.text);
  if (meaning.kind === 'close') issue.open = false;
  return { status: 200, body: show(issue) };
}

/** https://docs.github.com/rest/issues. */
export const GITHUB: Dialect = {
  isSignedIn: (headers) => headers['authorization'] === `Bearer ${TOKEN}` && headers['x-github-api-version'] === '2022-11-28',
  meaning(method, url, body) {
    const [, place, id, comments] = /^\/repos\/([^/]+\/[^/]+)\/issues(?:\/(\d+)(\/comments)?)?$/.exec(url.pathname) ?? [];
    if (place === undefined) return undefined;
    if (method === 'GET' && id === undefined) {
      const { state, labels } = Object.fromEntries(url.searchParams);
      return { kind: 'list', place, fits: (issue) => (state === 'open') === issue.open && issue.labels.includes(labels ?? '') };
    }
    if (id === undefined)
      return method === 'POST'
        ? { kind: 'create', place, issue: { ...created(body, 'body'), labels: texts(body['labels']), confidential: false } }
        : undefined;
    if (comments !== undefined) return { kind: 'comment', id, text: text(body['body']) };
    if (method === 'PATCH' && body['state'] === 'closed') return { kind: 'close', id };
    return method === 'GET' ? { kind: 'get', id } : undefined;
  },
  show: ({ id, title, body, open, labels }) => ({ number: Number(id), title, body, state: open ? 'open' : 'closed', labels }),
};

/** https://docs.gitlab.com/api/issues. */
export const GITLAB: Dialect = {
  isSignedIn: (headers) => headers['private-token'] === TOKEN,
  meaning(method, url, body) {
    const [, encoded, id, notes] = /^\/api\/v4\/projects\/([^/]+)\/issues(?:\/(\d+)(\/notes)?)?$/.exec(url.pathname) ?? [];
    if (encoded === undefined) return undefined;
    const place = decodeURIComponent(encoded);
    if (method === 'GET' && id === undefined) {
      const { state, labels, search } = Object.fromEntries(url.searchParams);
      return {
        kind: 'list',
        place,
        fits: (issue) => (state === 'opened') === issue.open && issue.labels.includes(labels ?? '') && issue.body.includes(search ?? '\0'),
      };
    }
    if (id === undefined) {
      if (method !== 'POST') return undefined;
      return {
        kind: 'create',
        place,
        issue: { ...created(body, 'description'), labels: text(body['labels']).split(','), confidential: body['confidential'] === true },
      };
    }
    if (notes !== undefined) return { kind: 'comment', id, text: text(body['body']) };
    if (method === 'PUT' && body['state_event'] === 'close') return { kind: 'close', id };
    return method === 'GET' ? { kind: 'get', id } : undefined;
  },
  show: ({ id, title, body, open, labels }) => ({ iid: Number(id), title, description: body, state: open ? 'opened' : 'closed', labels }),
};

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3. */
export const JIRA: Dialect = {
  isSignedIn: (headers) => headers['authorization'] === `Basic ${Buffer.from(`bot@shop.example:${TOKEN}`).toString('base64')}`,
  meaning(method, url, body) {
    if (method === 'POST' && url.pathname === '/rest/api/3/search/jql') {
      const [, place, label] =
        /^project = "([A-Z]+)" AND labels = "([a-z0-9-]+)" AND statusCategory != Done ORDER BY created DESC$/.exec(text(body['jql'])) ?? [];
      if (place === undefined || label === undefined) throw new Error('bad JQL');
      return { kind: 'list', place, fits: (issue) => issue.open && issue.labels.includes(label), wrap: (issues) => ({ issues }) };
    }
    if (method === 'POST' && url.pathname === '/rest/api/3/issue') {
      const { project, summary, description, labels } = body['fields'] as Fields;
      const place = text((project as Fields)['key']);
      return {
        kind: 'create',
        place,
        issue: { title: text(summary), body: adfText(description), labels: texts(labels), confidential: false },
      };
    }
    const [, key, what] = /^\/rest\/api\/3\/issue\/([A-Z]+-\d+)(?:\/(comment|transitions))?$/.exec(url.pathname) ?? [];
    const id = key?.split('-')[1];
    if (id === undefined) return undefined;
    if (what === 'comment') return { kind: 'comment', id, text: adfText(body['body']) };
    if (what === 'transitions' && method === 'GET') return { kind: 'answer', body: { transitions: TRANSITIONS } };
    if (what === 'transitions') return (body['transition'] as Fields)['id'] === '31' ? { kind: 'close', id } : undefined;
    return { kind: 'get', id };
  },
  show: ({ id, place, labels, open }) => ({
    key: `${place}-${id}`,
    fields: { labels, status: { statusCategory: { key: open ? 'indeterminate' : 'done' } } },
  }),
};

const TRANSITIONS = [
  { id: '21', name: 'Start', to: { statusCategory: { key: 'indeterminate' } } },
  { id: '31', name: 'Finish', to: { statusCategory: { key: 'done' } } },
];

/** The text of an Atlassian document of one block of code. */
function adfText(value: unknown): string {
  const { type, version, content } = value as {
    type: string;
    version: number;
    content: readonly { type: string; content: readonly { type: string; text: string }[] }[];
  };
  const [block] = content;
  if (type !== 'doc' || version !== 1 || content.length !== 1 || block?.type !== 'codeBlock' || block.content[0]?.type !== 'text')
    throw new Error('bad document');
  return text(block.content[0].text);
}

function created(body: Fields, field: string): Pick<KeptIssue, 'title' | 'body'> {
  const title = text(body['title']);
  if (title.length > 255 || title.includes('\n')) throw new Error('bad title');
  return { title, body: text(body[field]) };
}

function text(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new Error(`expected text, found ${JSON.stringify(value)}`);
  return value;
}

function texts(value: unknown): readonly string[] {
  if (!Array.isArray(value)) throw new Error('expected a list');
  return value.map(text);
}
