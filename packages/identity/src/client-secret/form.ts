import { defineSecretForm } from '../secret-form/form.ts';

/** 43 of 62 values each are 256 bits. */
const RANDOM_CHARACTERS = 43;

const FORM = defineSecretForm('airsidesecret_', RANDOM_CHARACTERS);

/** What every client secret made by Airside begins with; secret scanners can use `airsidesecret_[0-9A-Za-z]{49}`. */
export const CLIENT_SECRET_PREFIX = FORM.prefix;

/**
 * True where a client secret has the form that `generateClientSecret` gives, its checksum included: `airsidesecret_`, 43 random base62
 * characters, and the CRC-32 of all before it in 6 base62 characters. A mistyped one is known without a look-up.
 */
export const checkClientSecretForm = FORM.check;

/** A new secret of an OAuth client: 256 random bits (RFC 6749 section 10.10 asks for 128 at least). */
export const generateClientSecret = FORM.generate;
