import { note } from '../terminal.ts';

/** What `airside up` tells while it runs, one line each on standard error: `TIME EVENT: what happened`. The names stay as they are. */
export const LOG_EVENTS = {
  'configuration-applied': 'a changed configuration is served from now on; names the settings that wait for a restart',
  'configuration-refused': 'a changed configuration has errors, which are the lines before; the one before it goes on',
  'worker-ended': 'a gateway process ended unexpectedly; another one is started',
  'worker-late': 'a gateway process did not take over changed callers in time and is ended, so that none goes by what was true before',
  'request-failed': 'the gateway itself failed at a request and answered 500; names the request, the lines after it say where',
  'worker-trouble': 'something works less than it should, such as an audit log that cannot be written; calls are served all the same',
  'incident-opened': 'callers do what nobody does otherwise; `airside incidents explain ID` says what',
  'behavior-trouble': 'the behaviour layer works less than it should; calls are served all the same',
  'store-problem': 'exchanges could not be stored or deleted; calls are served all the same',
  'delivery-problem':
    'messages to people or records for a SIEM could not be stored, or a channel or export cannot be used; calls are served all the same',
  'alert-problem': 'counts of the traffic or alerts could not be stored, or alert rules not be looked at; calls are served all the same',
  'telemetry-trouble': 'metrics, traces or logs could not be sent, or are sent again; calls are served all the same',
  'authorization-server-trouble': 'the authorization server could not do something, or a client of it cannot be used as it is registered',
  'example-ended': 'the example shop ended; calls to it get 502',
} as const;

export type LogEvent = keyof typeof LOG_EVENTS;

/** Writes one event of a running Airside. */
export type Log = (event: LogEvent, text: string) => void;

export const log: Log = (event, text) => note(`${new Date().toISOString()} ${event}: ${text}`);
