export { tapBehaviorStore } from './behavior-tap.ts';
export { type ConfiguredExport, createExporter, type Exporter, type ExportStatus, testExport } from './exporter.ts';
export { CEF_HEADERS } from './formats/cef.ts';
export { FORMATS } from './formats/index.ts';
export type { ExportRecord } from './record.ts';
export { auditSource, exchangeSource } from './source.ts';
export { openExportStore } from './sqlite/open.ts';
