export interface QuickOptions {
  readonly upstream: string;
  /** As it shall stand in the file: relative to it. */
  readonly definition: string | undefined;
  readonly listen: string;
  /** Where the first API key is, such as `${file:.airside/first-key}`. */
  readonly keyReference: string;
}

/** The configuration of `airside up --upstream` and of `airside init`: one API, everything at its defaults, one consumer with one key. */
export function quickConfiguration({ upstream, definition, listen, keyReference }: QuickOptions): string {
  // A JSON string is a YAML scalar, whatever it holds.
  const scalar = (value: string) => JSON.stringify(value);
  return `# Airside: who may call which API, and how. \`airside check\` says what is wrong with it; every option with its default is on the
# reference page (docs/reference/configuration.md). What is not written here is at its safe default.

gateway:
  listen:
    - address: ${scalar(listen)}

consumers:
  first:
    name: The first consumer
    # scopes: [...]                 # what its credentials may do, where the definition asks for scopes
    apiKeys:
      - id: first
        key: ${scalar(keyReference)} # or: sha256, as \`airside credential api-key\` prints it

apis:
  api:
    path: /
    upstreams:
      - ${scalar(upstream)}
${definition === undefined ? '    # definition: openapi.yaml      # without one, every method and path is passed on once the caller is known' : `    definition: ${scalar(definition)}`}
    # owner: the team that answers for it
    # contact: where an incident is reported
    exposure: public                # public, partner or internal
    risk: high                      # low, medium or high
    # policies:                     # where it has to differ from the defaults, for example
    #   rateLimit: { requests: 600, per: 1m }
    #   addresses: { allow: [10.0.0.0/8] }
`;
}
