/**
 * A name of a member in one letter case. Many servers bind members to their fields whatever the case (Go's encoding/json, ASP.NET), some with
 * all that Unicode takes for one letter: `Role`, `role` and, with a long s, `uſer` are then the same field as these.
 */
export function fold(name: string): string {
  return name.toUpperCase().toLowerCase();
}
