import type { Action } from './action.ts';

/** `xmlns:soap=http://schemas.xmlsoap.org/soap/envelope/`: the namespace that a prefix means in the rule's paths into XML. */
export const xmlns: Action = {
  name: 'xmlns',
  argument: 'required',
  apply(draft, argument) {
    const [, prefix, namespace] = /^([\p{L}_][\p{L}\p{N}_.-]*)=(.+)$/u.exec(argument) ?? [];
    if (prefix === undefined || namespace === undefined)
      throw new Error(`xmlns takes prefix=namespace, as in soap=urn:x; found "${argument}"`);
    draft.namespaces ??= new Map();
    draft.namespaces.set(prefix, namespace);
  },
};
