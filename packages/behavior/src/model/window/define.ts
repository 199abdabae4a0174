import type { Indicator } from '../../indicators/indicator.ts';
import type { WindowIndicatorDefinition } from './definition.ts';
import { WindowDetector } from './window-detector.ts';

/** An indicator from its description. */
export function defineWindowIndicator(definition: WindowIndicatorDefinition): Indicator {
  const { id, title, what, how, attack, otherwise, remedy, owasp, cwe, mitre, severity } = definition;
  return {
    ...{ id, title, what, how, attack, otherwise, remedy, owasp, cwe, mitre, severity },
    create: (learning) => new WindowDetector(definition, learning),
  };
}
