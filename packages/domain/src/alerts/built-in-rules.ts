import { z } from 'zod';

import { alertRule } from '../configuration/sections/alerts/rule.ts';

type RuleInput = z.input<typeof alertRule>;

/**
 * The rules that are looked at without being asked for: quiet ones, each about something that somebody has to act on. Incidents of the behaviour
 * engine are not among them: its own ladder of responses tells of these.
 */
const INPUTS = {
  'availability-burn': {
    burnRate: {},
    severity: 'high',
    title: '{api}: the budget of errors burns {value} times too fast',
    text: 'Requests of {api} are answered with 5xx more often than its objective of 99.9 % allows. Look at the upstream first: `airside exchanges --status 5xx --api {api}`.',
  },
  'api-silent': {
    absence: { over: '30m', expected: 100 },
    severity: 'high',
    title: '{api}: no requests',
    text: 'Nobody has called {api}, although many usually do at this time. Look at what lies before Airside: DNS, load balancers, certificates, the release of a client.',
  },
  'certificate-expiry': {
    expiry: { of: ['certificate'], within: '14d' },
    groupBy: [],
    severity: 'high',
    title: 'A certificate expires: {name}',
    text: 'Replace it: callers will not be able to connect once it has expired. Airside applies the new file when it is saved.',
  },
  'key-expiry': {
    expiry: { of: ['key'], within: '7d' },
    groupBy: [],
    severity: 'low',
    title: 'An API key expires: {name}',
    text: 'Its caller will be refused then. `airside keys rotate {name}` gives a new one, with the old one valid for a while.',
  },
  'exchanges-lost': {
    threshold: { metric: 'airside.exchanges.lost', above: 0, over: '5m', minRequests: 0 },
    groupBy: [],
    clearFor: '15m',
    severity: 'high',
    title: 'Exchanges are lost',
    text: '{value} exchanges of the last five minutes are not on record: what happened in them is not seen by anything that thinks about traffic. Look at the disk and at the log of Airside.',
  },
  'engine-behind': {
    threshold: { metric: 'airside.engine.behind', above: 60, clear: 10, over: '5m', minRequests: 0 },
    groupBy: [],
    for: '5m',
    severity: 'medium',
    title: 'The behaviour engine is {value} s behind',
    text: 'It sees traffic later than it happens, so that it reacts late. This machine has too little to spare for the traffic.',
  },
  'notifications-stuck': {
    threshold: { metric: 'airside.notifications.waiting', above: 900, over: '5m', minRequests: 0 },
    groupBy: [],
    severity: 'medium',
    title: 'Notifications are not delivered',
    text: 'The oldest one has waited for {value} s: a channel does not take it.',
  },
} satisfies Record<string, RuleInput>;

/** Built-in rules by id. */
export const BUILT_IN_RULES: Readonly<Record<string, z.output<typeof alertRule>>> = z.record(z.string(), alertRule).parse(INPUTS);
