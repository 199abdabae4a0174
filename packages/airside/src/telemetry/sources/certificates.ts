import { X509Certificate } from 'node:crypto';

import type { ConfigurationBundle } from '@airside/gateway';

import type { Gauge } from '../monitor.ts';

/** Seconds until the certificate of each listener expires. */
export function certificateExpiry(bundle: () => ConfigurationBundle): Gauge {
  return () => certificateEnds(bundle()).map(({ address, expiresAtMs }) => [[address], (expiresAtMs - Date.now()) / 1000] as const);
}

/** When the certificate of each listener that has one expires, in milliseconds since 1970. */
export function certificateEnds(bundle: ConfigurationBundle): readonly { readonly address: string; readonly expiresAtMs: number }[] {
  return listeners(bundle).flatMap(({ address, pem }) => {
    const expiresAtMs = pem === undefined ? Number.NaN : expiryOf(pem);
    return Number.isNaN(expiresAtMs) ? [] : [{ address, expiresAtMs }];
  });
}

function listeners({ source, tls }: ConfigurationBundle): { readonly address: string; readonly pem: string | undefined }[] {
  const { gateway } = source as { gateway?: { listen?: readonly { readonly address?: unknown }[] } };
  return (gateway?.listen ?? []).map(({ address }, index) => ({ address: String(address), pem: tls[index]?.cert }));
}

/** In milliseconds since 1970; of the first certificate in the file, which is the listener's own. */
function expiryOf(pem: string): number {
  try {
    return new X509Certificate(pem).validToDate.getTime();
  } catch {
    // It was checked when the configuration was read.
    return Number.NaN;
  }
}
