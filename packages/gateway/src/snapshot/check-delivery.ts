import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';

import { alertRuleProblems, type Configuration, type Problem, type SourceDocument, unknownName } from '@airside/domain';

type Path = readonly PropertyKey[];

/**
 * What channels and exports name has to be there, APIs and files with certificates, and so do the channels that the ladder and alert rules name; alert rules ask for what can be looked
 * at. Gateways know of no channels: this is checked of the whole configuration. Adds to the problems and to the files that were read.
 */
export async function checkDelivery(reading: {
  readonly configuration: Configuration;
  readonly document: SourceDocument;
  readonly directory: string;
  readonly problems: Problem[];
  readonly files: string[];
}): Promise<void> {
  const { configuration, document, directory, problems, files } = reading;
  const known = Object.keys(configuration.apis);
  const expectApi = (name: string, path: Path): void => {
    if (!known.includes(name)) problems.push(document.problem(path, unknownName('API', name, known, '/apis')));
  };
  const expectCertificates = async (name: string, path: Path): Promise<void> => {
    const file = resolve(directory, name);
    files.push(file);
    try {
      const pem = await readFile(file, 'utf8');
      if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new Error('it holds no certificate');
      createSecureContext({ ca: pem });
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      problems.push(
        document.problem(path, { message: `file ${file} cannot be used (${code ?? message})`, expected: 'certificates in PEM form' }),
      );
    }
  };
  for (const [name, channel] of Object.entries(configuration.channels)) {
    const path = ['channels', name];
    for (const [index, api] of (channel.for.apis ?? []).entries()) expectApi(api, [...path, 'for', 'apis', index]);
    for (const api of Object.keys(channel.github?.repositories ?? {})) expectApi(api, [...path, 'github', 'repositories', api]);
    for (const api of Object.keys(channel.gitlab?.projects ?? {})) expectApi(api, [...path, 'gitlab', 'projects', api]);
    for (const api of Object.keys(channel.jira?.projects ?? {})) expectApi(api, [...path, 'jira', 'projects', api]);
    if (channel.ca !== undefined) await expectCertificates(channel.ca, [...path, 'ca']);
  }
  for (const [name, { apis = [], ca }] of Object.entries(configuration.exports)) {
    for (const [index, api] of apis.entries()) expectApi(api, ['exports', name, 'apis', index]);
    if (ca !== undefined) await expectCertificates(ca, ['exports', name, 'ca']);
  }
  for (const { path, ...problem } of alertRuleProblems(configuration)) problems.push(document.problem(path, problem));
  const channels = Object.keys(configuration.channels);
  for (const [index, step] of configuration.behavior.responses.ladder.entries()) {
    for (const [place, name] of (step.channels ?? []).entries()) {
      if (channels.includes(name)) continue;
      const path = ['behavior', 'responses', 'ladder', index, 'channels', place];
      problems.push(document.problem(path, unknownName('channel', name, channels, '/channels')));
    }
  }
}
