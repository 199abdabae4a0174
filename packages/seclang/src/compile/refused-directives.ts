/** Why a directive is refused, and the value with which it asks for nothing and is read without effect. */
interface Refusal {
  readonly reason: string;
  readonly unless?: string;
}

const CONNECTIONS = 'connections are counted and limited by the host, which owns them';
const CONTENT = 'responses are inspected, not changed';
const GEOGRAPHY = 'there is no reader for databases of places; have the host set variables of TX and ask for those';
const LOOKUPS = 'an inspection asks nobody over the network';

/** Directives of ModSecurity that ask for something which is not done here: to read them without effect would leave a hole that nobody sees. */
export const refusedDirectives: Readonly<Record<string, Refusal>> = {
  SecChrootDir: { reason: 'the process is the host’s; confine it from outside' },
  SecConnEngine: { reason: CONNECTIONS, unless: 'Off' },
  SecConnReadStateLimit: { reason: CONNECTIONS },
  SecConnWriteStateLimit: { reason: CONNECTIONS },
  SecContentInjection: { reason: CONTENT, unless: 'Off' },
  SecDisableBackendCompression: {
    reason: 'requests are inspected, not changed; have the host ask for responses without encoding',
    unless: 'Off',
  },
  SecGeoLookupDb: { reason: GEOGRAPHY },
  SecGsbLookupDb: { reason: 'the service behind it, Google Safe Browsing version 1, is gone' },
  SecGuardianLog: { reason: 'rules do not run programs here; act on what the engine reports instead' },
  SecHashEngine: { reason: CONTENT, unless: 'Off' },
  SecHashKey: { reason: CONTENT },
  SecHashMethodPm: { reason: CONTENT },
  SecHashMethodRx: { reason: CONTENT },
  SecHashParam: { reason: CONTENT },
  SecHttpBlKey: { reason: LOOKUPS },
  SecParseXmlIntoArgs: { reason: 'XML is searched as XML, by XML:/* and paths', unless: 'Off' },
  SecPdfProtect: { reason: CONTENT, unless: 'Off' },
  SecPdfProtectMethod: { reason: CONTENT },
  SecPdfProtectSecret: { reason: CONTENT },
  SecPdfProtectTimeout: { reason: CONTENT },
  SecPdfProtectTokenName: { reason: CONTENT },
  SecReadStateLimit: { reason: CONNECTIONS },
  SecRemoteRules: { reason: 'rules are not fetched over the network; fetch them ahead, check them, and name the file' },
  SecRemoteRulesFailAction: { reason: 'rules are not fetched over the network' },
  SecRuleScript: { reason: 'rules do not run Lua here; write the rule in SecLang, or act on what the engine reports' },
  SecUnicodeCodePage: { reason: 'the code page belongs behind the file, as in SecUnicodeMapFile unicode.mapping 20127' },
  SecWriteStateLimit: { reason: CONNECTIONS },
};

const BY_NAME = new Map(Object.entries(refusedDirectives).map(([name, refusal]) => [name.toLowerCase(), { name, ...refusal }]));

/** Whether a directive is one of these with the value that asks for nothing. Throws an Error with the reason for any other value of it. */
export function asksForNothing(name: string, [value = '']: readonly string[]): boolean {
  const refusal = BY_NAME.get(name.toLowerCase());
  if (refusal === undefined) return false;
  const { reason, unless } = refusal;
  if (unless !== undefined && value.toLowerCase() === unless.toLowerCase()) return true;
  throw new Error(`${refusal.name} is refused: ${reason}${unless === undefined ? '' : `; ${refusal.name} ${unless} is read`}`);
}
