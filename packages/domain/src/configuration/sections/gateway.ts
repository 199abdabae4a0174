import { z } from 'zod';

import { byteSize, duration, identifier } from '../scalars.ts';

const MOST_ENTRIES = 10_000;

const listener = z
  .strictObject({
    address: z
      .string()
      .regex(/^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):\d{1,5}$/, { error: 'expected HOST:PORT such as 127.0.0.1:8080 or [::1]:8443' })
      .refine((address) => Number(address.slice(address.lastIndexOf(':') + 1)) <= 65_535, { error: 'expected a port from 0 to 65535' })
      .describe('Host and port to listen on; port 0 lets the system choose.'),
    tls: z
      .strictObject({
        certificate: z.string().describe('PEM file with the certificate chain.'),
        key: z.string().describe('PEM file with the private key.'),
        clients: z
          .strictObject({
            ca: z.string().describe('PEM file with the authorities whose client certificates are believed: roots, and intermediate ones.'),
            crl: z
              .string()
              .optional()
              .describe(
                'PEM file with a complete revocation list of each authority. One that has expired makes every certificate of its authority invalid.',
              ),
            mode: z
              .enum(['optional', 'required'])
              .default('optional')
              .describe(
                '`required`: no connection without a valid certificate. `optional`: callers may show one, and a bad one is refused where a certificate is asked for.',
              ),
          })
          .optional()
          .describe('Ask callers for a certificate.'),
      })
      .optional()
      .describe('Serve HTTPS (TLS 1.2 or newer) with this certificate.'),
  })
  .describe('A socket that accepts calls.');

export const gateway = z
  .strictObject({
    listen: z
      .array(listener)
      .min(1)
      .max(64)
      .default([{ address: '127.0.0.1:8080' }])
      .describe('Sockets that accept calls.'),
    environment: identifier().default('production').describe('What this Airside is for. Keys can be limited to some environments.'),
    workers: z.int().min(1).max(256).default(1).describe('Gateway processes. Each counts rate limits for itself.'),
    forwardedCertificate: z
      .strictObject({
        ca: z.string().describe('PEM file with the authorities whose client certificates are believed.'),
        crl: z.string().optional().describe('PEM file with their revocation lists.'),
      })
      .optional()
      .describe(
        'Believe trusted proxies that name the certificate of the caller in `Client-Cert` (RFC 9440), which they must have verified.',
      ),
    trustedProxies: z
      .array(z.string())
      .max(MOST_ENTRIES)
      .default([])
      .describe('Addresses and networks (CIDR) of proxies in front of Airside whose forwarding header is believed.'),
    forwardedHeader: z
      .enum(['X-Forwarded-For', 'Forwarded'])
      .default('X-Forwarded-For')
      .describe('The one header in which trusted proxies name the caller. The other one is never read.'),
    maxHeaderBytes: byteSize().prefault('16KiB').describe('Largest header section of a request.'),
    maxHeaders: z.int().min(8).max(2000).default(100).describe('Most header fields of a request.'),
    maxTargetBytes: byteSize().prefault('8KiB').describe('Longest request target (path and query).'),
    maxConnections: z.int().min(1).default(10_000).describe('Most open connections per worker.'),
    headerTimeout: duration().prefault('10s').describe('Time for the header section to arrive.'),
    requestTimeout: duration().prefault('5m').describe('Time for the whole request to arrive.'),
    keepAliveTimeout: duration().prefault('65s').describe('How long an idle connection is kept.'),
    drainTimeout: duration().prefault('10s').describe('How long requests under way may take to finish when Airside stops.'),
  })
  .describe('The data plane.');
