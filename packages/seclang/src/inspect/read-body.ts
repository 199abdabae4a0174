import type { Settings } from '../compile/settings.ts';
import { NO_BODY, type RequestBody } from '../variables/exchange.ts';
import type { State } from '../variables/state.ts';
import { urlencoded } from './urlencoded.ts';

/** Takes the body of a request apart as its processor asks for. Never throws: what cannot be read is told by the body's error. */
export function readBody(state: State, text: string, settings: Readonly<Settings>): RequestBody {
  const { requestBodyProcessor: processor, forceRequestBodyVariable } = state.controls;
  const base = { ...NO_BODY, bytes: text.length };
  if (processor === 'URLENCODED') return { ...base, text, args: urlencoded(text, settings.argumentSeparator, settings.argumentsLimit) };
  return processor === '' && forceRequestBodyVariable ? { ...base, text } : base;
}
