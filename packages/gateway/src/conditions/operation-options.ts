import { identifier } from '@airside/domain';
import { z } from 'zod';

const MOST_VALUES = 1000;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

const names = (most: number) => z.array(z.string().min(1).max(most)).min(1).max(MOST_VALUES).optional();

/** Which operations a rule is about. Each list asks for one of its values; of several lists each has to fit. */
export const operationShape = {
  apis: z
    .array(identifier())
    .min(1)
    .max(MOST_VALUES)
    .optional()
    .describe('Ids of the only APIs that it is about; for rules in `defaults`.'),
  operations: names(500).describe('Ids of operations in the definition: `operationId`, or `GET /orders/{id}` where there is none.'),
  methods: z.array(z.enum(METHODS)).min(1).max(METHODS.length).optional().describe('Methods.'),
  paths: z
    .array(
      z
        .string()
        .max(1000)
        .regex(/^\/[^?#*]*(\/\*\*)?$|^\/\*\*$/, {
          error: 'expected a path template such as /orders/{id}, or /admin/** for all below /admin',
        }),
    )
    .min(1)
    .max(MOST_VALUES)
    .optional()
    .describe('Path templates as in the definition, such as `/orders/{id}`; `/admin/**` is `/admin` and all below it.'),
  tags: names(500).describe('Tags of operations in the definition.'),
};

export const operationOptions = z.strictObject(operationShape);

export type OperationOptions = z.output<typeof operationOptions>;
