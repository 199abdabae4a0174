/** The configuration file of commands that are given none. */
export const DEFAULT_CONFIGURATION = 'airside.yaml';
