import { exportStoreContract } from '../../../test/export-store-contract.ts';
import { openExportStore } from './open.ts';

exportStoreContract('exports in SQLite in memory', () => openExportStore(':memory:'));
