/** The forms of access logs. `combined` is the common one as well. */
export const LOG_FORMATS = ['combined', 'json', 'haproxy'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];
