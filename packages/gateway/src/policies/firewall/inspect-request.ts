import { createEngine, type Engine, fileSystem, loadRules } from '@airside/seclang';

import { operationToken } from './exclusion-rules.ts';
import { isInspectedType } from './inspected-body.ts';
import { beginInspection, type InspectedHead } from './inspection.ts';
import { type Judgement, judgementOf } from './judgement.ts';
import { firewallOptions } from './options.ts';
import { ruleSources } from './rule-sources.ts';

/** The rules of a firewall with these options, as the configuration takes them, without a configuration. Throws where some cannot be loaded. */
export function openFirewall(options: (typeof firewallOptions)['_zod']['input'], directory: string): Engine {
  const { sources, missing } = ruleSources(firewallOptions.parse(options), directory, fileSystem);
  if (missing[0] !== undefined) throw new Error(missing[0].message);
  return createEngine(loadRules(sources));
}

/** What the firewall says of one request; `operation` is the id of the operation it belongs to, for exclusions, where that is known. */
export function inspectRequest(engine: Engine, head: InspectedHead, body: string | Uint8Array, operation?: string): Judgement {
  const transaction = beginInspection(engine, head, operation === undefined ? '' : operationToken(operation));
  if (transaction.requestHeaders() === undefined) transaction.requestBody(isInspectedType(contentType(head)) ? body : '');
  return judgementOf(transaction);
}

function contentType({ rawHeaders }: InspectedHead): string | undefined {
  const place = rawHeaders.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === 'content-type');
  return place === -1 ? undefined : rawHeaders[place + 1];
}
