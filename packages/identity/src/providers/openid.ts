import type { ProviderPreset } from './preset.ts';

/** Any provider with metadata (OpenID Connect Discovery 1.0, RFC 8414) whose access tokens follow RFC 9068. */
export const openid: ProviderPreset = { title: 'any OpenID provider' };
