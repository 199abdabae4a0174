import { OPTIMISATIONS, type OptimiseOption } from '../src/index.ts';

/** None at all, and all but one: with each, rules must do what they do with all optimisations. */
export const STATES: readonly { readonly title: string; readonly optimise: OptimiseOption }[] = [
  { title: 'without optimisations', optimise: false },
  ...OPTIMISATIONS.map((name) => ({ title: `without the optimisation ${name}`, optimise: { [name]: false } })),
];
