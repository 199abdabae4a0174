import type { DataClass } from './data-class.ts';

/** What may be shown of a value: enough to know it again, never enough to use it. */
export function mask(value: string, how: DataClass['mask']): string {
  const text = value.slice(0, 256);
  if (how === 'nothing') return '…';
  if (how === 'email') return maskEmail(text);
  if (how === 'card') return maskCard(text);
  const shown = how === 'ends' ? Math.min(2, Math.floor(text.length / 6)) : Math.min(4, Math.floor(text.length / 4));
  if (shown === 0) return '…';
  return how === 'ends' ? `${text.slice(0, shown)}…${text.slice(-shown)}` : `${text.slice(0, shown)}…`;
}

/** `a***@e***.org`. */
function maskEmail(text: string): string {
  const at = text.lastIndexOf('@');
  const dot = text.lastIndexOf('.');
  if (at < 1 || dot < at) return '…';
  return `${text.slice(0, 1)}***@${text.slice(at + 1, at + 2)}***${text.slice(dot)}`;
}

/** The first and the last four digits, which PCI DSS requirement 3.4.1 lets be shown. */
function maskCard(text: string): string {
  const digits = text.replaceAll(/\D/g, '');
  return digits.length < 12 ? '…' : `${digits.slice(0, 4)}…${digits.slice(-4)}`;
}
