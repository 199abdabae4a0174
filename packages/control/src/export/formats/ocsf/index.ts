import { jsonFormat } from '../json.ts';
import { auditFields, sanctionFields } from './control.ts';
import { exchangeFields } from './exchange.ts';
import { detectionFields, incidentFields } from './findings.ts';

/** Open Cybersecurity Schema Framework. */
export const OCSF = jsonFormat('ocsf', {
  exchange: exchangeFields,
  detection: detectionFields,
  incident: incidentFields,
  sanction: sanctionFields,
  audit: auditFields,
});
