import { request } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';

import { z } from 'zod';

const reply = z.looseObject({
  key: z.string().optional(),
  record: z.looseObject({ id: z.string().optional(), lastUsedAtMs: z.number().optional() }).optional(),
  effect: z.object({ workers: z.number(), replaced: z.number() }).optional(),
  lastUsedAtMs: z.number().optional(),
});

export type AdminReply = z.infer<typeof reply> & { readonly statusCode: number };

/** Asks the Airside that runs in a folder, over its socket. */
export async function adminRequest(folder: string, method: string, path: string, body?: object): Promise<AdminReply> {
  const socketPath = join(folder, '.airside/admin.sock');
  const headers = { 'airside-actor': 'tester', ...(body !== undefined && { 'content-type': 'application/json' }) };
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath, method, path: `/v1${path}`, headers }, (incoming) => {
      json(incoming).then((answer) => resolve({ ...reply.parse(answer), statusCode: incoming.statusCode ?? 0 }), reject);
    });
    outgoing.once('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
