import type { Exchange } from '@airside/domain';

import { isRefused, severityOfExchange } from '../../record.ts';
import { exchangeMessage, ipOf, refusal, systemNumber } from '../common.ts';
import { type Field, field } from '../table.ts';
import { baseFields } from './base.ts';

const ACTIVITIES: Readonly<Record<string, { readonly id: number; readonly name: string }>> = {
  POST: { id: 1, name: 'Create' },
  GET: { id: 2, name: 'Read' },
  HEAD: { id: 2, name: 'Read' },
  PUT: { id: 3, name: 'Update' },
  PATCH: { id: 3, name: 'Update' },
  DELETE: { id: 4, name: 'Delete' },
};

const LEAST_FAILURE = 400;
const SUCCESS = 1;
const FAILURE = 2;
const ALLOWED = 1;
const DENIED = 2;
const BLOCKED = 2;

/** A request as API Activity (6003), with the profile of security controls. */
export const exchangeFields: readonly Field<Exchange>[] = [
  ...baseFields<Exchange>({
    category: 6,
    class: 6003,
    profiles: ['security_control'],
    activity: ({ method }) => ACTIVITIES[method] ?? { id: 99, name: method === '' ? 'none' : method },
    severity: severityOfExchange,
    uid: ({ id }) => id,
    timeMs: ({ time }) => Date.parse(time),
    message: exchangeMessage,
  }),
  field('duration', 'Milliseconds from the head of the request to the end of the answer', ({ durationMs }) => Math.round(durationMs)),
  field('status_id', '1: answered with success; 2: not', ({ status }) => (status < LEAST_FAILURE ? SUCCESS : FAILURE)),
  field('status_code', 'Status of the answer, as text', ({ status }) => String(status)),
  field('status_detail', 'Name of the problem, where the gateway refused', ({ problem }) => problem),
  field('action_id', '1: passed on; 2: refused by the gateway', (exchange) => (isRefused(exchange) ? DENIED : ALLOWED)),
  field('disposition_id', '1: allowed; 2: blocked', (exchange) => (isRefused(exchange) ? BLOCKED : ALLOWED)),
  field('policy.name', 'The policy that refused', (exchange) => refusal(exchange)?.policy),
  field('policy.desc', 'Why, in full', (exchange) => refusal(exchange)?.reason),
  field(
    'firewall_rule.uid',
    'The first firewall rule that matched',
    ({ firewall }) => firewall?.matches[0] && String(firewall.matches[0].rule),
  ),
  field('actor.user.name', 'Who called; `unknown` before that was known', ({ principal }) => principal?.subject ?? 'unknown'),
  field('actor.user.uid', 'Id of the consumer', ({ principal }) => principal?.consumer),
  field('actor.user.credential_uid', 'Names the credential', ({ principal }) => principal?.credential),
  field('actor.user.domain', 'Issuer of the token', ({ principal }) => principal?.issuer),
  field('actor.user.groups', 'Its groups', ({ principal }) => principal?.groups?.map((name) => ({ name }))),
  field('actor.session.uid', 'Names the session', ({ client }) => client.session),
  field('api.operation', 'Id of the operation, else the method', ({ operation, method }) => operation ?? (method === '' ? 'none' : method)),
  field('api.service.name', 'Id of the API', ({ api }) => api),
  field('api.request.uid', 'Id of the request', ({ id }) => id),
  field('api.response.code', 'Status of the answer', ({ status }) => status),
  field('api.response.error', 'Name of the problem', ({ problem }) => problem),
  field('http_request.uid', 'Id of the request', ({ id }) => id),
  field('http_request.http_method', 'Method', ({ method }) => (method === '' ? undefined : method)),
  field('http_request.user_agent', '`User-Agent`', ({ client }) => client.userAgent),
  field('http_request.length', 'Bytes of the body', ({ requestBytes }) => requestBytes),
  field('http_request.url.hostname', 'Host', ({ host }) => (host === '' ? undefined : host)),
  field('http_request.url.path', 'Path', ({ path }) => (path === '' ? '/' : path)),
  field('http_request.url.query_string', 'Query', ({ query }) => (query === '' ? undefined : query)),
  field('http_response.code', 'Status of the answer', ({ status }) => status),
  field('http_response.length', 'Bytes of the body', ({ responseBytes }) => responseBytes),
  field('http_response.latency', 'Milliseconds until the end of the answer', ({ durationMs }) => Math.round(durationMs)),
  field('src_endpoint.ip', 'Address of the caller', ({ client }) => ipOf(client.address)),
  field('src_endpoint.uid', 'What stands for the address, where it is hashed', ({ client }) =>
    ipOf(client.address) === undefined ? client.address : undefined,
  ),
  field('src_endpoint.location.country', 'Country of the address', ({ client }) => client.country),
  field('src_endpoint.autonomous_system.number', 'Autonomous system of the address', ({ client }) => systemNumber(client.network)),
  field('dst_endpoint.hostname', 'Host', ({ host }) => (host === '' ? undefined : host)),
  field('dst_endpoint.svc_name', 'Server that answered', ({ upstream }) => upstream?.origin),
  field('unmapped.template', 'Path template of the operation', ({ template }) => template),
  field('unmapped.claimed', 'Who the caller said to be without having shown it', ({ claimed }) => claimed),
  field('unmapped.fingerprint', 'How the client does TLS (JA4)', ({ client }) => client.fingerprint),
  field('unmapped.trace', 'W3C trace context', ({ trace }) => trace),
];
