import { duration } from '@airside/domain';
import { z } from 'zod';

/** A component without parameters: of these one can say for every request whether it is covered. */
const component = z
  .string()
  .regex(/^(?:@(?:method|target-uri|authority|scheme|request-target|path|query)|[a-z0-9!#$%&'*+.^_`|~-]{1,64})$/, {
    error:
      'expected the lower-case name of a header field, or one of @method, @target-uri, @authority, @scheme, @request-target, @path, @query',
  });

export const signatureOptions = z
  .strictObject({
    components: z
      .array(component)
      .min(1)
      .max(32)
      .default(['@method', '@authority', '@path', '@query'])
      .describe(
        'What every signature has to cover. `@target-uri` covers scheme, authority, path and query; `@query` counts where there is one. `content-digest` always joins them where the request has a body.',
      ),
    maxAge: duration().prefault('5m').describe('How long after `created` a signature is accepted.'),
    clockTolerance: duration().prefault('5s').describe('Allowed difference between clocks.'),
    nonce: z
      .enum(['optional', 'required'])
      .default('optional')
      .describe('`required`: no signature without a nonce. One that is there is accepted once, by each worker.'),
    tag: z
      .string()
      .regex(/^[\x20-\x7e]{1,128}$/, { error: 'expected at most 128 printable ASCII characters' })
      .optional()
      .describe('Only signatures with this `tag` are looked at.'),
  })
  .describe('What HTTP message signatures (RFC 9421) must cover and say.');
