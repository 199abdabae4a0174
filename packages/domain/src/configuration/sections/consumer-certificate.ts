import { z } from 'zod';

/** The mark of a consumer's certificate; what it may look like is said by `certificateMatch` of the identity package, which reads it. */
export const consumerCertificate = z
  .strictObject({
    subject: z
      .string()
      .min(3)
      .max(2048)
      .optional()
      .describe('Its distinguished name (RFC 4514), the most specific part first: `CN=client,O=Acme,C=DE`.'),
    san: z
      .string()
      .min(4)
      .max(1100)
      .optional()
      .describe(
        'One of its alternative names: `dns:client.example`, `uri:spiffe://example/client`, `email:ops@client.example`, `ip:192.0.2.7`.',
      ),
    sha256: z
      .string()
      .min(64)
      .max(95)
      .optional()
      .describe('SHA-256 of the certificate, as `openssl x509 -noout -fingerprint -sha256` prints it.'),
    scopes: z.array(z.string().min(1)).max(1000).optional().describe("Scopes of this certificate; the consumer's where absent."),
  })
  .refine(({ subject, san, sha256 }) => [subject, san, sha256].filter((mark) => mark !== undefined).length === 1, {
    error: 'expected exactly one of subject, san and sha256',
  })
  .describe('A client certificate, by one mark that no other consumer has.');
