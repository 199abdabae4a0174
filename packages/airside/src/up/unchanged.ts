import { identityOf } from './identity-of.ts';

interface Kept<Made> {
  readonly identity: string;
  readonly made: Made;
}

/**
 * Makes things of named settings, again and again as these change: where the settings of a name, and what is `beside` them in files, are the
 * same as before, it is the same thing. What cannot be made is told and left out.
 */
export function keepUnchanged<Settings, Made>(
  make: (name: string, settings: Settings, directory: string) => Made,
  onProblem: (error: Error) => void,
  beside: (settings: Settings, directory: string) => string | undefined,
): (settings: Readonly<Record<string, Settings>>, directory: string) => readonly Made[] {
  let kept = new Map<string, Kept<Made>>();
  return (named, directory) => {
    const next = new Map<string, Kept<Made>>();
    for (const [name, settings] of Object.entries(named)) {
      try {
        const identity = identityOf([settings, directory, beside(settings, directory)]);
        const before = kept.get(name);
        next.set(name, before?.identity === identity ? before : { identity, made: make(name, settings, directory) });
      } catch (error) {
        onProblem(new Error(`${name} cannot be used: ${(error as Error).message}`, { cause: error }));
      }
    }
    kept = next;
    return [...next.values()].map(({ made }) => made);
  };
}
