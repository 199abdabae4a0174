/** The files of optional cases of which some are decided otherwise, and why. All other optional files agree throughout. */
export const KNOWN_DIFFERENCES: Readonly<Record<string, string>> = {
  'cross-draft.json': 'what a schema of another draft refers to is read as 2020-12',
  'dependencies-compatibility.json': '`dependencies` of older drafts is no keyword of 2020-12: it means nothing',
  'float-overflow.json': 'of a number whose quotient is beyond double precision nobody can tell whether it is a multiple: refused',
  'format/email.json': 'quoted local parts are refused: few senders need them, and they can hold anything',
  'format/idn-hostname.json': 'this format is not checked',
};
