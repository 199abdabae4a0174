import type { MetricDefinition } from '../definition.ts';

const attributes = ['airside.process'] as const;

/** Semantic conventions for Node.js, V8 and processes; `airside.process` is `primary` or the number of the gateway process. */
export const PROCESS_METRICS = {
  delayMean: {
    name: 'nodejs.eventloop.delay.mean',
    kind: 'gauge',
    unit: 's',
    description: 'Mean delay of the event loop since it was last measured.',
    attributes,
  },
  delayP99: {
    name: 'nodejs.eventloop.delay.p99',
    kind: 'gauge',
    unit: 's',
    description: '99th percentile of the delay of the event loop since it was last measured.',
    attributes,
  },
  utilization: {
    name: 'nodejs.eventloop.utilization',
    kind: 'gauge',
    unit: '1',
    description: 'Share of time that the event loop was busy since it was last measured.',
    attributes,
  },
  heap: { name: 'v8js.memory.heap.used', kind: 'gauge', unit: 'By', description: 'Heap in use.', attributes },
  heapLimit: {
    name: 'v8js.memory.heap.limit',
    kind: 'gauge',
    unit: 'By',
    description: 'How large the heap may become.',
    attributes,
  },
  memory: { name: 'process.memory.usage', kind: 'gauge', unit: 'By', description: 'Resident memory of the process.', attributes },
  cpu: {
    name: 'process.cpu.time',
    kind: 'counter',
    unit: 's',
    description: 'Processor time that was used.',
    attributes: ['airside.process', 'cpu.mode'],
  },
  uptime: { name: 'process.uptime', kind: 'gauge', unit: 's', description: 'How long the process has run.', attributes },
} as const satisfies Readonly<Record<string, MetricDefinition>>;
