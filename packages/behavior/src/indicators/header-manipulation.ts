import { defineRequestIndicator } from '../model/request/define-request-indicator.ts';

export const headerManipulation = defineRequestIndicator({
  id: 'header-manipulation',
  title: 'Header or cookie unlike all others',
  what: 'A header or cookie that is never sent to this API, or with a value unlike all others. Headers are seen where requests are recorded.',
  how: 'Names and values of headers and cookies by API, judged as those of parameters are; names that servers believe since proxies write them (`X-Forwarded-Host`, `X-Original-URL`, `X-User-Id`) are more surprising than other new ones. Cookies of an API that never had any say nothing.',
  attack:
    'Injection through headers that end in logs and look-ups (Log4Shell), forged addresses and hosts (`X-Forwarded-For`), overridden methods, tampered cookies.',
  otherwise: 'A new version of a browser or of a proxy on the way.',
  remedy: 'Look at the value; let the gateway drop headers that the API does not read.',
  owasp: ['API8:2023'],
  cwe: ['CWE-20', 'CWE-117'],
  mitre: ['T1190'],
  severity: 'medium',
  finds: ({ aspect }) => aspect === 'header',
});
