/**
 * What a change does to callers that were written for the old definition.
 *
 * - `breaking`: some of their requests are refused, or something is missing from answers they rely on.
 * - `dangerous`: may break some of them, which the definitions alone cannot tell; or lets in what was kept out.
 * - `safe`: none of them notices.
 */
export type ChangeLevel = 'breaking' | 'dangerous' | 'safe';
