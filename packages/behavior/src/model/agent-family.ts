/** Characters that are looked at. */
export const LONGEST = 200;

/** A user agent without digits and dots: what is left when versions change. */
export function agentFamily(agent: string): string {
  let family = '';
  const length = Math.min(agent.length, LONGEST);
  for (let index = 0; index < length; index++) {
    const unit = agent.charCodeAt(index);
    if ((unit < 48 || unit > 57) && unit !== 46) family += agent[index];
  }
  return family;
}
