import { type RuleCases, target } from './cases.ts';

export const fileCases: RuleCases = {
  105010: {
    attacks: [target('/a/../b'), target('/a/%2e%2e%2fb'), target('/a/..%5cb'), target('/a/%252e%252e/b')],
    benign: [target('/a/..b'), target('/a?x=/../b'), target('/a...b')],
  },
  105011: {
    attacks: ['../../x', '..\\..\\x', '../etc/passwd', 'x/..%2f..%2fy'],
    benign: ['../images', '2024/../..../', "import x from '../../y'"],
  },
  105012: {
    attacks: ['/etc/passwd', 'file:///etc/shadow', '/proc/self/environ', 'c:\\windows\\win.ini', 'WEB-INF/web.xml', '/home/a/.ssh/id_rsa'],
    benign: ['see /etc/passwd in the manual', '/etcetera', 'windows/doors', 'web.config.ts'],
  },
  105013: { attacks: ['php://filter/read=x', 'phar://a', 'expect://id'], benign: ['https://php.net', 'php: a language', 'zip code'] },
  105014: {
    attacks: [target('/.git/config'), target('/.env'), target('/a.jsp.bak'), target('/WEB-INF/web.xml')],
    benign: [target('/.well-known/openid'), target('/old'), target('/environment')],
  },
  105015: { attacks: [target('/x/..;/admin'), target('/x/%2e%2e;a/')], benign: [target('/x;v=1/y'), target('/a..;b')] },
  105016: {
    attacks: [target('/_vti_bin/shtml.exe'), target('/actuator/heapdump'), target('/vendor/phpunit/eval-stdin.php'), target('/names.nsf')],
    benign: [target('/actuator/health'), target('/cgi-bin/status'), target('/v1/names')],
  },
  105020: { attacks: ['../x', '/usr/bin/x'], benign: ['a..b', 'usr/bin'] },
  105021: { attacks: ['file:///home/x'], benign: ['profile:/x', 'a file: /x'] },
  105030: { attacks: ['/a/b', 'C:\\x'], benign: ['a/b', 'C: x'] },
};

export const urlCases: RuleCases = {
  106010: {
    attacks: [
      'http://169.254.169.254/latest/',
      'http://metadata.google.internal/',
      'http://2852039166/',
      'http://[::ffff:a9fe:a9fe]/',
      'http://0xa9fea9fe/',
    ],
    benign: ['metadata google', 'http://example.com/169.254', '169.254.1.1'],
  },
  106011: {
    attacks: ['http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://127.1/', 'http://[::1]/'],
    benign: ['http://192.0.2.1/', 'https://example.com/2130706433', '2130706433'],
  },
  106012: {
    attacks: ['gopher://x:70/_', 'dict://x/', 'jar:http://x!/', 'rmi://x/'],
    benign: ['https://gopher.example', 'dict: a book', 'jars of jam'],
  },
  106013: { attacks: [target('/?unix:AAAA|http://x/')], benign: [target('/?unix=1'), target('/unix:a')] },
  106014: {
    attacks: [
      { body: { url: 'http://localhost/' } },
      { body: { hook: { webhook: 'http://10.1.2.3/' } } },
      { body: { imageUrl: 'https://a@192.168.1.1:8080/' } },
      { body: [{ image_url: 'http://x.nip.io/' }] },
      { body: 'callback=http://127.0.0.1/' },
      { body: 'hooks[url]=http://169.254.1.1/' },
      { body: { uri: 'http://[fd00::1]/' } },
      { body: { uri: 'http://100.64.0.1' } },
      { body: { url: '\\\\localhost\\x' } },
      { body: { url: 'http://kubernetes.default.svc/' } },
      { body: { url: 'file:///x' } },
      target('/v1?feed=//10.0.0.1/'),
      target('/v1?URL=http://localhost'),
      target('/v1?url=http://1%EF%BC%922.0.0.1/'),
    ],
    benign: [
      { body: { url: 'https://localhost.example.org/' } },
      { body: { url: 'https://10.example.org/' } },
      { body: { url: 'https://example.org/?u=http://localhost/' } },
      { body: { url: 'http://172.32.0.1/' } },
      { body: { note: 'http://localhost/' } },
      { body: { curl: 'http://localhost/' } },
      { body: { redirect_uri: 'http://localhost:3000/cb' } },
      { body: { returnUrl: 'http://localhost:3000/cb' } },
      { body: { urls: 'http://localhost/' } },
      { body: { callback: 'localhost' } },
    ],
  },
  106015: {
    attacks: [
      target('/login?next=/%5Cevil.example'),
      target('/login?redirect_uri=https:evil.example'),
      target('/login?returnTo=%5C%5Cevil.example'),
      target('/login?return_url=//evil.example/%252f..'),
      target('/login?next=https:/evil.example'),
    ],
    benign: [
      target('/login?next=/a/b?c=d'),
      target('/login?redirect_uri=https://app.example/cb'),
      target('/login?next=//cdn.example/a'),
      target('/login?note=/%5Cevil.example'),
    ],
  },
  106020: {
    attacks: ['http://localhost:3000/', 'http://10.0.0.1/', 'http://a@192.168.1.1/', 'http://x.internal/'],
    benign: ['https://example.com/localhost', 'localhost', 'https://10downing.example/'],
  },
  106021: { attacks: ['https://good.example@evil.example/'], benign: ['https://example.com/@user', 'mailto:a@example.com'] },
  106030: { attacks: ['http://192.0.2.1/', '//evil.example', 'ftp://x'], benign: ['https://example.com', '192.0.2.1'] },
};
