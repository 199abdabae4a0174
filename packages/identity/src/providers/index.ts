import type { IdentityProvider } from '@airside/domain';

import { auth0 } from './auth0.ts';
import { entra } from './entra.ts';
import { google } from './google.ts';
import { keycloak } from './keycloak.ts';
import { okta } from './okta.ts';
import { openid } from './openid.ts';
import { ping } from './ping.ts';
import type { ProviderPreset } from './preset.ts';

/** What is known ahead of each provider. A provider is a file here and a line in this table. */
export const PRESETS: Readonly<Record<IdentityProvider, ProviderPreset>> = { auth0, entra, google, keycloak, okta, openid, ping };
