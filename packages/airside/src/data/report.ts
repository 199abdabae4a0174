import type { DataFinding, DataReport, DataVolume, EndpointData } from '@airside/openapi';

import { columns, counted, paint, printable } from '../terminal.ts';

const COLOUR = { low: 'dim', medium: 'cyan', high: 'yellow', critical: 'red' } as const;
const MOST_CALLERS_SHOWN = 3;

/** What was found, endpoint by endpoint. */
export function dataReport({ calls, endpoints, endpointsSeen, passedOver }: DataReport): string {
  const blocks = endpoints.map((endpoint) => block(endpoint));
  const left = [
    passedOver.notServed > 0 ? `${counted(passedOver.notServed, 'call')} refused or not found` : '',
    passedOver.endpoints > 0 ? `${counted(passedOver.endpoints, 'call')} of endpoints beyond the bound` : '',
    passedOver.longBodies > 0 ? `${counted(passedOver.longBodies, 'body').replace('bodys', 'bodies')} too long` : '',
    passedOver.brokenBodies > 0 ? `${counted(passedOver.brokenBodies, 'body').replace('bodys', 'bodies')} broken, read as text only` : '',
  ].filter((text) => text !== '');
  const looked = calls === 0 ? counted(endpointsSeen, 'operation') : `${counted(calls, 'call')} of ${counted(endpointsSeen, 'endpoint')}`;
  const summary = `${looked}: personal or secret data in ${endpoints.length}`;
  return [...blocks, left.length === 0 ? summary : `${summary}\nnot looked at: ${left.join(', ')}`, ''].join('\n');
}

function block(endpoint: EndpointData): string {
  const { api, host, method, template, calls, callers, findings, volumes, crowdedOut } = endpoint;
  const head = `${paint('bold', `${method} ${printable(template)}`)}  ${printable(api ?? host)}${calls === 0 ? '' : `, ${counted(calls, 'call')} of ${counted(callers, 'caller')}`}`;
  const rows = findings.map(row);
  const painted = columns(rows)
    .split('\n')
    .map((line, index) => paint(COLOUR[findings[index]?.dataClass.sensitivity ?? 'low'], `  ${line}`));
  return [
    head,
    ...painted,
    ...volumes.map(volumeLine),
    ...(crowdedOut > 0 ? [`  ${crowdedOut} values of fields beyond the bound were not looked at`] : []),
    '',
  ].join('\n');
}

function row(finding: DataFinding): string[] {
  const { dataClass, direction, place, field, confidence, values, fits, within, withheld, example } = finding;
  const seen = within > fits ? `within ${counted(within, 'text')}` : `${fits} of ${counted(values, 'value')}`;
  return [
    direction === 'request' ? 'in ' : 'out',
    place,
    printable(field === '' ? '(whole)' : field),
    dataClass.id,
    dataClass.sensitivity,
    `${Math.floor(confidence * 100)}%`,
    values > 0 ? seen : withheld > 0 ? `${withheld} left out of the record` : 'by its name',
    printable(example ?? ''),
  ];
}

function volumeLine({ dataClass, direction, calls, values, mostInOneCall, callers, topCallers }: DataVolume): string {
  const shown = topCallers.slice(0, MOST_CALLERS_SHOWN).map(({ caller, values: own }) => `${printable(caller)} ${own}`);
  const way = direction === 'request' ? 'from' : 'to';
  const who = callers === 0 ? '' : `, ${way} ${counted(callers, 'caller')}${shown.length > 0 ? ` (${shown.join(', ')})` : ''}`;
  const flow = direction === 'request' ? 'in' : 'out';
  return `  ${dataClass.id}: ${counted(values, 'value')} ${flow}, in ${counted(calls, 'call')}, at most ${mostInOneCall} each${who}`;
}
