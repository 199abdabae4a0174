import type { Controls } from '../variables/state.ts';
import type { BindEffect } from './action.ts';

/** Options of `ctl` that change a setting: value → effect. Each throws an Error that says which values it takes. */
export const controlOptions: Readonly<Record<string, (value: string) => BindEffect>> = {
  ruleEngine: (value) => set('engine', choice('ruleEngine', value, ['On', 'DetectionOnly', 'Off'])),
  auditEngine: (value) => set('audit', choice('auditEngine', value, ['On', 'RelevantOnly', 'Off'])),
  auditLogParts: auditParts,
  requestBodyAccess: (value) => set('requestBodyAccess', choice('requestBodyAccess', value, ['On', 'Off']) === 'On'),
  responseBodyAccess: (value) => set('responseBodyAccess', choice('responseBodyAccess', value, ['On', 'Off']) === 'On'),
  requestBodyLimit: (value) => set('requestBodyLimitBytes', bytes('requestBodyLimit', value)),
  responseBodyLimit: (value) => set('responseBodyLimitBytes', bytes('responseBodyLimit', value)),
  forceRequestBodyVariable: (value) => set('forceRequestBodyVariable', choice('forceRequestBodyVariable', value, ['On', 'Off']) === 'On'),
  requestBodyProcessor: (value) =>
    set('requestBodyProcessor', choice('requestBodyProcessor', value, ['URLENCODED', 'MULTIPART', 'XML', 'JSON', 'GRAPHQL'])),
  debugLogLevel: (value) => {
    bytes('debugLogLevel', value);
    return () => () => undefined;
  },
};

function set<K extends keyof Controls>(name: K, value: Controls[K]): BindEffect {
  return () => (state) => {
    state.controls[name] = value;
  };
}

function choice<const T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate.toLowerCase() === value.toLowerCase());
  if (found === undefined) throw new Error(`ctl:${option} takes one of ${allowed.join(', ')}; found "${value}"`);
  return found;
}

function bytes(option: string, value: string): number {
  if (!/^\d{1,12}$/.test(value)) throw new Error(`ctl:${option} takes a whole number; found "${value}"`);
  return Number(value);
}

/** `+E` adds a part, `-E` takes one away, `ABZ` names all. */
function auditParts(value: string): BindEffect {
  const written = /^([+-]?)([A-K]+Z?|Z)$/.exec(value.toUpperCase());
  if (written === null) throw new Error(`ctl:auditLogParts takes letters from A to K and Z, with + or - before them; found "${value}"`);
  const [, sign, letters = ''] = written;
  return () => (state) => {
    const kept = [...state.controls.auditParts].filter((part) => !letters.includes(part)).join('');
    state.controls.auditParts = sign === '+' ? kept + letters : sign === '-' ? kept : letters;
  };
}
