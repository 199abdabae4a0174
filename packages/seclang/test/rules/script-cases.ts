import { header, type RuleCases, target } from './cases.ts';

export const scriptCases: RuleCases = {
  107010: {
    attacks: [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      { body: { bio: '<svg/onload=alert(1)>' } },
      target('/greet/%3Cscript%3Ealert(1)%3C/script%3E'),
    ],
    benign: ['a < b and c > d', 'I <3 scripts', '<b>bold</b>'],
  },
  107011: {
    attacks: ['&lt;script&gt;alert(1)&lt;/script&gt;', '\\u003cscript\\u003ealert(1)\\u003c/script\\u003e'],
    benign: ['&lt;b&gt;', 'x &amp; y'],
  },
  107012: {
    attacks: ["window['al'+'ert'](1)", 'top[/al/.source+/ert/.source](1)', "self[/*a*/'x']('y')"],
    benign: ['window[0]', "this['key']", 'the top [1] is'],
  },
  107013: {
    attacks: ["';alert(1)//", 'x.constructor.prototype.y=1', "'-alert(1)-'", 'location=atob`x`'],
    benign: ['constructor(private a)', 'an alert (1) came', 'document.cookies'],
  },
  107014: {
    attacks: [
      '<iframe src=//x>',
      '<embed code=x>',
      '<a style="background:url(javascript:x)">',
      '<meta http-equiv="refresh" content=0>',
      '" onfocus=x',
      'data:text/html;base64,AA',
    ],
    benign: ['List<Object> data = x', 'std::vector<Base> v', '<meta charset="utf-8">', 'on error = stop'],
  },
  107020: { attacks: ['<div a=b>', 'javascript:x', 'onfoo=bar'], benign: ['java script', 'a<b', 'on x = y'] },
  107030: { attacks: ['<b>', 'alert(1)'], benign: ['1 < 2', 'alerts'] },
  107040: { attacks: ['1 < 2'], benign: ['1 = 2'] },
};

export const interpreterCases: RuleCases = {
  108010: {
    attacks: [{ body: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', headers: { 'Content-Type': 'application/xml' } }],
    benign: [{ body: '<a>b</a>', headers: { 'Content-Type': 'application/xml' } }],
  },
  108011: {
    attacks: ['<!DOCTYPE a [<!ENTITY b SYSTEM "x">]>', '<xi:include href="file:///etc/hostname"/>'],
    benign: ['<!DOCTYPE html>', '<a href="x">', 'an ENTITY of a SYSTEM'],
  },
  108012: { attacks: ["x']|//*", '1 or count(//user)=1', 'ancestor-or-self::node()'], benign: ["['a']", 'std::parent', 'count (a)'] },
  108013: { attacks: ['*)(uid=*', 'x)(|(password=*', 'admin)(&(a=b'], benign: ['f(x)(y)', '(a) (b = c)'.replace('b = c', 'b'), 'sum(a)'] },
  108020: {
    attacks: ['x\r\nSet-Cookie: a=b', 'x\nHTTP/1.1 200 OK', 'anySet-Cookie: a=b'],
    benign: ['a\r\nb: c', 'the Set-Cookie header', 'Location: Berlin'],
  },
  108021: { attacks: ['x\nBcc: a@example.com'], benign: ['Bcc: a@example.com', 'x\nBcc me'] },
  108022: { attacks: ['1\nERROR: user x', '1\n2024-01-01 12:00 login', 'a\nCOOKIE ERROR: x'], benign: ['a\nb', 'ERROR: x', 'a\nNote: x'] },
  108030: {
    attacks: ['${jndi:ldap://x}', '${${lower:j}ndi:x}', header('X-Any', '${${::-j}ndi:x}')],
    benign: ['${name}', '$jndi', header('X-Any', '${env}')],
  },
  108040: {
    attacks: [
      'rO0ABXNyABFq',
      'O:8:"stdClass":1:{',
      'gASVygAAAAAAAACMCGJ1',
      'AAEAAAD/////AQAA',
      '_$$ND_FUNC$$_function',
      '!!python/object:x',
    ],
    benign: ['PRO0ABLE', 'O:8', 'a:1:{i:0;s:1:"x";}', '!!true'],
  },
  108041: {
    attacks: [{ body: { x: { '@type': 'com.sun.rowset.JdbcRowSetImpl' } } }],
    benign: [{ body: { x: { '@type': 'Person' } } }, { body: { type: 'com.sun' } }],
  },
  108050: {
    attacks: [{ body: { ['__proto__']: { admin: true } } }, target('/v1?__proto__[a]=1'), target('/v1?constructor[prototype][a]=1')],
    benign: [{ body: { proto: 1, constructor: 'Ferrari' } }, target('/v1?prototype=1')],
  },
  108051: { attacks: ['{"__proto__": {"a": 1}}'], benign: ['__proto__ is a member', '{"proto": 1}'] },
  108060: { attacks: ['${env:PATH}', header('X-Any', '${sys:user.name}')], benign: ['${environment}', 'env:PATH'] },
  108061: { attacks: ['x\nTo: a'], benign: ['To: a', 'x\nTom: a'] },
  108070: { attacks: ['a\nb'], benign: ['a b'] },
  108071: { attacks: ['(uid=x', '**'], benign: ['(uid)', 'a*b'] },
};
