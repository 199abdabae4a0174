export { DATA_CLASSES } from './classes/index.ts';
export { type DataClass, SENSITIVITIES, type Sensitivity } from './data-class.ts';
export { DataInventory } from './inventory/inventory.ts';
export { type DataFinding, type DataReport, type DataVolume, type EndpointData, reportOf } from './inventory/report.ts';
export { ClassIndex } from './judge/class-index.ts';
