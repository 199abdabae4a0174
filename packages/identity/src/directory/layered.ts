import type { Directory } from './directory.ts';

/** Two directories as one: what the first has counts, the second has the rest. */
export function layerDirectories(first: Directory, second: Directory): Directory {
  return {
    get generation() {
      return first.generation + second.generation;
    },
    key: (sha256) => first.key(sha256) ?? second.key(sha256),
    consumer: (id) => first.consumer(id) ?? second.consumer(id),
    application: (id) => first.application(id) ?? second.application(id),
    plan: (id) => first.plan(id) ?? second.plan(id),
    group: (id) => first.group(id) ?? second.group(id),
    client: (issuer, clientId) => first.client(issuer, clientId) ?? second.client(issuer, clientId),
    login: (username) => first.login(username) ?? second.login(username),
    *logins() {
      yield* first.logins();
      yield* second.logins();
    },
    certificate: (match) => first.certificate(match) ?? second.certificate(match),
    signatureKey: (keyid) => first.signatureKey(keyid) ?? second.signatureKey(keyid),
    *webhooks() {
      yield* first.webhooks();
      yield* second.webhooks();
    },
  };
}
