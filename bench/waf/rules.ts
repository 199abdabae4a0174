import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Debian's package modsecurity-crs. */
const DEBIAN = '/usr/share/modsecurity-crs';

const SETUP_FILES = ['crs-setup.conf.example', 'crs-setup.conf', '../../../etc/modsecurity/crs/crs-setup.conf'];

/** The folder with the Core Rule Set: `AIRSIDE_CRS`, version 4.28 below `AIRSIDE_SHARED`, or Debian's; undefined where none of them is. */
export function findCoreRuleSet(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const shared = env['AIRSIDE_SHARED'];
  const candidates = [env['AIRSIDE_CRS'], shared === undefined ? undefined : join(shared, 'crs/4.28'), DEBIAN];
  return candidates.find((folder) => folder !== undefined && setupFile(folder) !== undefined && existsSync(join(folder, 'rules')));
}

/** The configuration that both engines load, word for word: paranoia 1, blocking on, no response bodies, no audit log. */
export function ruleText(folder: string): string {
  const setup = setupFile(folder);
  if (setup === undefined) throw new Error(`expected crs-setup.conf or crs-setup.conf.example in ${folder}, found neither`);
  return `SecRuleEngine On
SecRequestBodyAccess On
SecResponseBodyAccess Off
SecAuditEngine Off
SecRequestBodyLimit 13107200
SecRequestBodyNoFilesLimit 131072
SecRequestBodyJsonDepthLimit 512
SecArgumentsLimit 1000
SecRule REQUEST_HEADERS:Content-Type "^application/json" "id:200001,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=JSON"
SecRule REQBODY_ERROR "!@eq 0" "id:200002,phase:2,t:none,log,deny,status:400,msg:'Failed to parse request body.'"
SecRule MULTIPART_STRICT_ERROR "!@eq 0" "id:200003,phase:2,t:none,log,deny,status:400,msg:'Multipart request body failed strict validation.'"
Include ${setup}
Include ${folder}/rules/*.conf
`;
}

function setupFile(folder: string): string | undefined {
  return SETUP_FILES.map((name) => join(folder, name)).find((file) => existsSync(file));
}
