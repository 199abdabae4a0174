import { AUTHORIZATION_SERVER_PATH, type Configuration, interpretConfiguration } from '@airside/domain';
import {
  type ConfigurationBundle,
  configuredDirectory,
  defaultIssuer,
  policyOptionSchemas,
  type RunningAuthorizationServer,
} from '@airside/gateway';
import { createDirectory, type Directory, layerDirectories, type RevokedToken } from '@airside/identity';

import type { Log } from './log.ts';
import type { Loaded } from './opened.ts';

/** The authorization server within, as far as the primary process has to do with it. */
export interface OwnAuthorizationServer {
  /** The bundle for workers that are to pass requests on to it and accept its tokens. */
  announced(bundle: ConfigurationBundle): ConfigurationBundle;
  /** Clients, logins and APIs are as this configuration has them from now on. */
  apply(bundle: ConfigurationBundle): void;
  /** The tokens of its that are void although they verify, for a gateway that starts. */
  revoked(): readonly RevokedToken[];
  close(): Promise<void>;
}

export interface OwnAuthorizationServerOptions {
  readonly loaded: Loaded;
  /** The address that the first listener has in the end. */
  readonly bundle: ConfigurationBundle;
  readonly dataDirectory: string;
  /** The records of the store. */
  readonly directory: Directory;
  /** Told of tokens that are void from now on. */
  readonly onRevoked: (tokens: readonly RevokedToken[]) => void;
  readonly log: Log;
}

/** Starts it where it is configured. Its code is loaded only then: it would make every start slower. */
export async function openAuthorizationServer(options: OwnAuthorizationServerOptions): Promise<OwnAuthorizationServer> {
  const { loaded, bundle, dataDirectory, directory, onRevoked, log } = options;
  const settings = loaded.configuration.authorizationServer;
  if (settings === undefined) return NONE;
  const { startAuthorizationServer } = await import('@airside/control/authorization-server');
  const configured = createDirectory(configuredDirectory(loaded.configuration));
  const revoked = new Map<string, RevokedToken>();
  const remember = (tokens: readonly RevokedToken[]): void => {
    for (const [id, { untilMs }] of revoked) if (untilMs < Date.now()) revoked.delete(id);
    for (const token of tokens) revoked.set(token.id, token);
  };
  let apis = Object.keys(loaded.configuration.apis);
  const server = await startAuthorizationServer({
    issuer: settings.issuer ?? issuerAt(bundle, loaded),
    settings,
    dataDirectory,
    directory: layerDirectories(configured, directory),
    apis: () => apis,
    onRevoked(tokens) {
      remember(tokens);
      onRevoked(tokens);
    },
    onTrouble: (message) => log('authorization-server-trouble', message),
  });
  remember(await server.revoked());
  const running: RunningAuthorizationServer = { issuer: server.issuer, socket: server.socket, keySet: server.keySet };
  return {
    announced: (next) => ({ ...next, authorizationServer: running }),
    apply({ source }) {
      const configuration = interpretConfiguration(source, policyOptionSchemas) as unknown as Configuration;
      configured.replace(configuredDirectory(configuration));
      apis = Object.keys(configuration.apis);
    },
    revoked: () => [...revoked.values()],
    close: () => server.close(),
  };
}

const NONE: OwnAuthorizationServer = {
  announced: (bundle) => bundle,
  apply: () => undefined,
  revoked: () => [],
  close: async () => undefined,
};

/** Made of the first listener, with the port that was chosen for it. */
function issuerAt({ source }: ConfigurationBundle, { configuration }: Loaded): string {
  const listen = (source as { gateway?: { listen?: Configuration['gateway']['listen'] } }).gateway?.listen ?? configuration.gateway.listen;
  const issuer = defaultIssuer({ ...configuration.gateway, listen });
  if (issuer === undefined) throw new Error(`the authorization server needs an issuer that ends in ${AUTHORIZATION_SERVER_PATH}`);
  return issuer;
}
