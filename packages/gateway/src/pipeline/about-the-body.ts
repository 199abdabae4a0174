/** Fields of a message that hold for one body only, beside its length: digests (RFC 9530, RFC 3230), and signatures that may cover them (RFC 9421). */
export const ABOUT_THE_BODY = ['content-digest', 'repr-digest', 'digest', 'content-md5', 'signature', 'signature-input'] as const;
