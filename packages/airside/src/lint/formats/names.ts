/** The forms that a report can have. */
export const LINT_FORMATS = ['terminal', 'json', 'sarif', 'junit', 'github', 'markdown'] as const;

export type LintFormat = (typeof LINT_FORMATS)[number];
