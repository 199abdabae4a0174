import { Secret } from '@airside/domain';

/** Settings as a text: equal texts, equal settings, also in what is secret of them. It is not for showing. */
export function identityOf(settings: unknown): string {
  return JSON.stringify(settings, function (this: Readonly<Record<string, unknown>>, key, value: unknown) {
    const original = this[key];
    return original instanceof Secret ? original.reveal() : value;
  });
}
