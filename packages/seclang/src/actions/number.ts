/** A whole number within bounds, or an Error that names the action. */
export function integer(action: string, text: string, low: number, high: number): number {
  const value = /^\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (!(value >= low && value <= high)) throw new Error(`${action} takes a whole number from ${low} to ${high}; found "${text}"`);
  return value;
}
