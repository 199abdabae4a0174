/**
 * A name of ModSecurity's reference; whether it does here what the reference says, is read without effect for a stated reason, or is refused for a stated
 * reason when rules are loaded; and an argument that it would take.
 */
export type ReferenceName = readonly [name: string, outcome: 'works' | 'accepted' | 'refused', argument: string];
