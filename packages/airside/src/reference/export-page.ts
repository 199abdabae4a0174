import { CEF_HEADERS, FORMATS } from '@airside/control';
import { EXPORT_KINDS } from '@airside/domain';

import { page, table } from './markdown.ts';

/** The reference page of exported records: each field of each kind in each format. Markdown. */
export function exportReference(): string {
  const { ocsf, ecs, cef } = FORMATS;
  return page('Exported records', [
    INTRODUCTION,
    '# OCSF',
    OCSF,
    ...sections(ocsf.tables, 'Attribute'),
    '# ECS',
    ECS,
    ...sections(ecs.tables, 'Field'),
    '# CEF',
    CEF,
    table(
      ['Record', 'Event class id; name; severity'],
      EXPORT_KINDS.map((kind) => [`\`${kind}\``, CEF_HEADERS[kind]]),
    ),
    ...sections(cef.tables, 'Key'),
  ]);
}

const INTRODUCTION = `What records look like in a SIEM ([how to get them there](../siem.md)). Fields of which nothing is known are left out. In names, a point leads into an object.
What \`privacy\` takes out is taken out before these are made.`;

const OCSF = `Open Cybersecurity Schema Framework 1.9.0. A request is API Activity (6003), a detection Detection Finding (2004), an incident Incident Finding (2005),
a sanction Remediation Activity (7001), a change of the directory Entity Management (3004). What has no attribute stands in \`unmapped\`.`;

const ECS = `Elastic Common Schema 8.17. What has no field stands below \`airside\`.`;

const CEF = `Common Event Format: \`CEF:0|Airside|Airside|1|EVENT CLASS ID|NAME|SEVERITY|EXTENSION\`. In the header, \`\\\` and \`|\` are escaped, in the extension \`\\\` and \`=\`;
control characters stand as \`\\\\uXXXX\`.`;

type Tables = (typeof FORMATS)['ocsf']['tables'];

function sections(tables: Tables, heading: string): readonly string[] {
  return EXPORT_KINDS.flatMap((kind) => [
    `## ${TITLES[kind]}`,
    table(
      [heading, 'Holds'],
      tables[kind].map(({ name, means }) => [`\`${name}\``, means]),
    ),
  ]);
}

const TITLES = {
  exchange: 'Requests',
  detection: 'Detections',
  incident: 'Incidents',
  sanction: 'Sanctions',
  audit: 'Changes of the directory',
} as const;
