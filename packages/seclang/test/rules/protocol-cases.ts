import { header, type RuleCases, target } from './cases.ts';

export const protocolCases: RuleCases = {
  101010: { attacks: [{ method: 'TRACE' }, { method: 'CONNECT' }], benign: [{ method: 'PATCH' }, { method: 'OPTIONS' }] },
  101011: { attacks: [header('Content-Length', '+5'), header('Content-Length', '5, 6')], benign: [header('Content-Length', '0')] },
  101012: { attacks: [header('Transfer-Encoding', 'xchunked')], benign: [header('Transfer-Encoding', 'Chunked')] },
  101013: {
    attacks: [{ headers: { 'Transfer-Encoding': 'chunked', 'Content-Length': '4' } }],
    benign: [header('Transfer-Encoding', 'chunked'), header('Content-Length', '0')],
  },
  101014: { attacks: [header('X-Trace', 'a\r\nX-Admin: 1')], benign: [header('X-Trace', 'a\tb')] },
  101015: { attacks: ['../logo\0.png', target('/v1/a%00.json')], benign: ['\0\x9c\xed binary \0', 'no zero'] },
  101016: { attacks: [target('/v1/%c0%ae%c0%ae/'), target('/v1?q=%25c0%25bc')], benign: [target('/v1?q=%c3%a9'), target('/v1/%e0%a4%b9')] },
  101017: {
    attacks: [header('Content-Type', 'text/plain; charset=utf-7'), header('Content-Type', 'text/xml; charset="IBM037"')],
    benign: [header('Content-Type', 'application/json; charset=utf-8')],
  },
  101018: { attacks: [header('User-Agent', 'sqlmap/1.8')], benign: [header('User-Agent', 'okhttp/4.12.0')] },
  101020: {
    attacks: [{ body: '{"a":', headers: { 'Content-Type': 'application/json' } }],
    benign: [{ body: { a: 1 } }],
  },
  101021: { attacks: [header('X-HTTP-Method-Override', 'DELETE')], benign: [header('X-Method', 'DELETE')] },
  101022: { attacks: [header('X-Original-URL', '/admin')], benign: [header('X-Forwarded-Uri', '/admin')] },
  101030: { attacks: ['a\x1b[31m', 'a\x07'], benign: ['a\tb\r\n', '\x80\xff'] },
  101031: { attacks: [{ method: 'GET', body: 'a=1' }], benign: [{ method: 'POST', body: 'a=1' }, { method: 'GET' }] },
  101040: {
    attacks: [target('/v1?a%27b=1'), target(`/v1?${'a'.repeat(129)}=1`)],
    benign: [target('/v1?filter[name]=1'), target('/v1?@id=2')],
  },
};
