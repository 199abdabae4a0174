/**
 * What a definition is read for. To `enforce` it, everything in it has to be understood exactly: what the gateway could not check, it refuses.
 * To `describe` it (compare, list, lint), it has to be readable; what could not be enforced is a warning.
 */
export type Purpose = 'enforce' | 'describe';
