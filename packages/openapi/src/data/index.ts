export { DATA_CLASSES } from './classes/index.ts';
export { type DataClass, SENSITIVITIES, type Sensitivity } from './data-class.ts';
export { declaredData } from './declare/declared-data.ts';
export { DataInventory } from './inventory/inventory.ts';
export { type DataFinding, type DataReport, type DataSource, type DataVolume, type EndpointData, reportOf } from './inventory/report.ts';
export { ClassIndex } from './judge/class-index.ts';
export { compileOwnClass } from './own-class.ts';
export { createPersonalTest } from './personal.ts';
