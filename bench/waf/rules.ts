import { crsSetupFile } from '@airside/seclang';

/** The configuration that both engines load, word for word: paranoia 1, blocking on, no response bodies, no audit log. */
export function ruleText(folder: string): string {
  const setup = crsSetupFile(folder);
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
