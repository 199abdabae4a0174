/** Words in names of fields whose values are anybody's or of an open vocabulary: few of them in the traffic so far does not make them an enumeration. */
const OPEN_WORDS: ReadonlySet<string> = new Set(
  `name names user username login owner author creator customer client person people employee patient member account contact company organization
  organisation team email mail phone mobile fax street address city town place region zip postcode country nationality title subject label comment comments
  note notes description text message content body summary reason search query q term keyword keywords id ids uuid guid slug sku hash url uri link href path file
  filename image photo avatar birthday birthdate dob date time timezone language locale currency ip host hostname domain device agent version ref reference
  number iban bic password value values tag tags`.split(/\s+/),
);

/** Whether the values of a field of this name may be listed in a definition. */
export function mayBeListed(name: string): boolean {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return !words.some((word) => OPEN_WORDS.has(word));
}
