import { createEngine, type Engine, type Exclusions, fileSystem, loadRules } from '@airside/seclang';

import { type Findings, findingsOf } from './findings.ts';
import { isInspectedType } from './inspected-body.ts';
import { beginInspection, type InspectedHead, transactionOptions } from './inspection.ts';
import { type Judgement, judgementOf } from './judgement.ts';
import { firewallOptions } from './options.ts';
import { ruleSources } from './rule-sources.ts';

/**
 * The rules of a firewall with these options, as the configuration takes them, without a configuration; its transactions bring along what the
 * options say beside rules. Throws where some rules cannot be loaded.
 */
export function openFirewall(written: (typeof firewallOptions)['_zod']['input'], directory: string): Engine {
  const options = firewallOptions.parse(written);
  const { sources, missing } = ruleSources(options, directory, fileSystem);
  if (missing[0] !== undefined) throw new Error(missing[0].message);
  const engine = createEngine(loadRules(sources));
  const defaults = transactionOptions(options);
  return { ruleSet: engine.ruleSet, transaction: (more = {}) => engine.transaction({ ...defaults, ...more }) };
}

/** What the firewall says of one request, with what `exclusionsOn` has made for its operation, and where its rules matched. */
export function inspectRequest(
  engine: Engine,
  head: InspectedHead,
  body: string | Uint8Array,
  exclusions?: Exclusions,
): Judgement & Pick<Findings, 'matches'> {
  const transaction = beginInspection(engine, head, exclusions === undefined ? {} : { exclusions });
  if (transaction.requestHeaders() === undefined) transaction.requestBody(isInspectedType(contentType(head)) ? body : '');
  return { ...judgementOf(transaction), matches: findingsOf(transaction)?.matches ?? [] };
}

function contentType({ rawHeaders }: InspectedHead): string | undefined {
  const place = rawHeaders.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === 'content-type');
  return place === -1 ? undefined : rawHeaders[place + 1];
}
