import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import type { Configuration, Problem, SourceDocument } from '@airside/domain';
import type { ClientTrustFiles } from '@airside/identity';

import type { ListenerTls } from '../listen/secure-context.ts';
import type { ConfigurationBundle } from './bundle.ts';

/** Reads the PEM files that a configuration names; adds to the problems and to the files that were read. */
export async function readCertificates(reading: {
  readonly configuration: Configuration;
  readonly document: SourceDocument;
  readonly directory: string;
  readonly problems: Problem[];
  readonly files: string[];
}): Promise<Pick<ConfigurationBundle, 'tls' | 'forwardedCertificate'>> {
  const { configuration, document, directory, problems, files } = reading;
  const { listen, forwardedCertificate } = configuration.gateway;

  const readPem = async (path: readonly PropertyKey[], name: string): Promise<string | undefined> => {
    const file = resolve(directory, name);
    files.push(file);
    try {
      return await readFile(file, 'utf8');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      problems.push(document.problem(path, { message: `file ${file} cannot be read (${code})`, expected: 'a PEM file' }));
      return undefined;
    }
  };
  const readTrust = async (
    path: readonly PropertyKey[],
    named: NonNullable<typeof forwardedCertificate>,
  ): Promise<ClientTrustFiles | undefined> => {
    const ca = await readPem([...path, 'ca'], named.ca);
    const crl = named.crl === undefined ? undefined : await readPem([...path, 'crl'], named.crl);
    return ca === undefined ? undefined : { ca, ...(crl !== undefined && { crl }) };
  };
  const readListener = async ({ tls }: (typeof listen)[number], index: number): Promise<ListenerTls> => {
    if (tls === undefined) return null;
    const path = ['gateway', 'listen', index, 'tls'];
    const cert = await readPem([...path, 'certificate'], tls.certificate);
    const key = await readPem([...path, 'key'], tls.key);
    const trust = tls.clients === undefined ? undefined : await readTrust([...path, 'clients'], tls.clients);
    if (cert === undefined || key === undefined) return null;
    return { cert, key, ...(tls.clients !== undefined && trust !== undefined && { clients: { ...trust, mode: tls.clients.mode } }) };
  };

  const forwarded =
    forwardedCertificate === undefined ? undefined : await readTrust(['gateway', 'forwardedCertificate'], forwardedCertificate);
  return { tls: await Promise.all(listen.map(readListener)), ...(forwarded !== undefined && { forwardedCertificate: forwarded }) };
}
