/**
 * What the published schema (https://github.com/ocsf/ocsf-schema, 1.9.0) requires of the classes and objects that are used: attributes that have
 * to be there, of which one has to be there, which objects they are, and which numbers they may have. What was required in 1.0 to 1.8 is required here as
 * well.
 */
export interface Shape {
  readonly required: readonly string[];
  readonly atLeastOne?: readonly string[];
  readonly objects?: Readonly<Record<string, string>>;
  readonly numbers?: Readonly<Record<string, readonly number[]>>;
}

const BASE: Shape = {
  required: ['activity_id', 'category_uid', 'class_uid', 'metadata', 'severity_id', 'time', 'type_uid'],
  objects: { metadata: 'metadata' },
  numbers: { severity_id: [0, 1, 2, 3, 4, 5, 6, 99] },
};

function extended(shape: Shape): Shape {
  return {
    ...shape,
    required: [...BASE.required, ...shape.required],
    objects: { ...BASE.objects, ...shape.objects },
    numbers: { ...BASE.numbers, ...shape.numbers },
  };
}

const OCSF_CLASSES: Readonly<Record<number, Shape>> = {
  6003: extended({
    required: ['actor', 'api', 'src_endpoint'],
    objects: {
      actor: 'actor',
      api: 'api',
      src_endpoint: 'network_endpoint',
      dst_endpoint: 'network_endpoint',
      http_request: 'http_request',
      http_response: 'http_response',
      policy: 'policy',
      firewall_rule: 'firewall_rule',
    },
    numbers: { activity_id: [0, 1, 2, 3, 4, 99], status_id: [0, 1, 2, 99], action_id: [0, 1, 2], disposition_id: [0, 1, 2, 15, 16] },
  }),
  2004: extended({
    required: ['finding_info'],
    objects: { finding_info: 'finding_info', evidences: 'evidences', resources: 'resource_details' },
    numbers: { activity_id: [0, 1, 2, 3, 99], status_id: [0, 1, 2, 3, 4, 5, 6, 99] },
  }),
  2005: extended({
    required: ['finding_info_list', 'status_id'],
    atLeastOne: ['assignee', 'assignee_group'],
    objects: { finding_info_list: 'finding_info', assignee_group: 'group' },
    numbers: { activity_id: [0, 1, 2, 3, 99], status_id: [0, 1, 2, 3, 4, 5, 99] },
  }),
  7001: extended({
    required: ['command_uid'],
    objects: { remediation: 'remediation' },
    numbers: { activity_id: [0, 1, 2, 3, 4, 99], status_id: [0, 1, 2, 3, 4, 5, 6, 99] },
  }),
  3004: extended({
    required: ['entity'],
    objects: { entity: 'managed_entity', entity_result: 'managed_entity', actor: 'actor' },
    numbers: { activity_id: [0, 1, 2, 3, 4, 99], status_id: [0, 1, 2, 99] },
  }),
};

const ENTITY = { required: [], atLeastOne: ['name', 'uid'] } as const;

const OCSF_OBJECTS: Readonly<Record<string, Shape>> = {
  metadata: { required: ['product', 'version'], objects: { product: 'product' } },
  product: { required: ['name', 'vendor_name'] },
  actor: {
    required: [],
    atLeastOne: ['process', 'user', 'invoked_by', 'session', 'app_name', 'app_uid', 'application'],
    objects: { user: 'user' },
  },
  user: { required: [], atLeastOne: ['account', 'name', 'uid'], objects: { groups: 'group' } },
  group: ENTITY,
  api: { required: ['operation'], objects: { service: 'service', request: 'request', response: 'response' } },
  service: ENTITY,
  request: { required: ['uid'] },
  response: { required: [] },
  network_endpoint: {
    required: [],
    atLeastOne: ['ip', 'uid', 'name', 'hostname', 'svc_name', 'instance_uid', 'interface_uid', 'interface_name'],
    objects: { autonomous_system: 'autonomous_system' },
  },
  autonomous_system: { required: [], atLeastOne: ['number', 'name'] },
  http_request: { required: [], objects: { url: 'url' } },
  url: { required: [], atLeastOne: ['url_string', 'path'] },
  http_response: { required: ['code'] },
  policy: ENTITY,
  firewall_rule: ENTITY,
  finding_info: { required: ['title', 'uid'], objects: { analytic: 'analytic' } },
  analytic: { required: ['type_id'], atLeastOne: ['name', 'uid'], numbers: { type_id: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99] } },
  evidences: {
    required: [],
    atLeastOne: ['actor', 'api', 'data', 'src_endpoint', 'url', 'user'],
    objects: { actor: 'actor', api: 'api', src_endpoint: 'network_endpoint' },
  },
  resource_details: ENTITY,
  remediation: { required: ['desc'] },
  managed_entity: ENTITY,
};

/** What is wrong with an event; empty where it is what the schema says. */
export function ocsfFaults(event: Readonly<Record<string, unknown>>): readonly string[] {
  const shape = OCSF_CLASSES[Number(event['class_uid'])];
  if (shape === undefined) return [`no class ${String(event['class_uid'])}`];
  const type = Number(event['class_uid']) * 100 + Number(event['activity_id']);
  return [
    ...faultsOf(event, shape, ''),
    ...(event['type_uid'] === type ? [] : ['/type_uid']),
    ...(Math.floor(Number(event['class_uid']) / 1000) === event['category_uid'] ? [] : ['/category_uid']),
    ...(Number.isSafeInteger(event['time']) ? [] : ['/time']),
  ];
}

function faultsOf(
  value: Readonly<Record<string, unknown>>,
  { required, atLeastOne, objects = {}, numbers = {} }: Shape,
  path: string,
): string[] {
  const faults = required.filter((name) => isMissing(value[name])).map((name) => `${path}/${name} is missing`);
  if (atLeastOne?.every((name) => isMissing(value[name]))) faults.push(`${path} has none of ${atLeastOne.join(', ')}`);
  for (const [name, allowed] of Object.entries(numbers)) {
    if (value[name] !== undefined && !allowed.includes(value[name] as number)) faults.push(`${path}/${name} is ${String(value[name])}`);
  }
  for (const [name, kind] of Object.entries(objects)) {
    const shape = OCSF_OBJECTS[kind];
    const found = value[name];
    if (found === undefined || shape === undefined) continue;
    for (const item of Array.isArray(found) ? found : [found])
      faults.push(...faultsOf(item as Readonly<Record<string, unknown>>, shape, `${path}/${name}`));
  }
  return faults;
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
