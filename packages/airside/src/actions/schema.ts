import { exchangeSchema } from '@airside/domain';
import { gatewayConfigurationSchema } from '@airside/gateway';
import { z } from 'zod';

const SCHEMAS = {
  configuration: () => z.toJSONSchema(gatewayConfigurationSchema, { io: 'input' }),
  exchange: () => z.toJSONSchema(exchangeSchema),
} as const;

export type SchemaName = keyof typeof SCHEMAS;

/** A JSON Schema as text. */
export function schemaText(name: SchemaName): string {
  return `${JSON.stringify(SCHEMAS[name](), null, 2)}\n`;
}
