import { defineSecretForm } from '../secret-form/form.ts';

/** Random characters of a key: 30 of 62 values each are 178 bits. */
const RANDOM_CHARACTERS = 30;

const FORM = defineSecretForm('airside_', RANDOM_CHARACTERS);

/** What every key made by Airside begins with, so that secret scanners can find one that leaked. */
export const API_KEY_PREFIX = FORM.prefix;

/**
 * True where a key has the form that `generateApiKey` gives, its checksum included: `airside_`, 30 random base62 characters, and the
 * CRC-32 of all before it in 6 base62 characters. The checksum finds typing errors without a look-up. It proves nothing.
 */
export const checkApiKeyForm = FORM.check;

/** A new API key: 178 random bits, in the form described at `checkApiKeyForm`. */
export const generateApiKey = FORM.generate;

/** What may be shown of a key that Airside made: its prefix and its last four characters. */
export const apiKeyExcerpt = FORM.excerpt;
