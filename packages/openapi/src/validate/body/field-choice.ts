/** What becomes of a body whose only fault are fields that have no place in it. */
export type FieldChoice = 'reject' | 'strip' | 'report';

export interface FieldChoices {
  /** Fields that their schema forbids (`additionalProperties: false`) or, where objects are closed, does not name. */
  readonly undeclared: FieldChoice;
  /** Fields that are `readOnly` and come in a request, or `writeOnly` and come in a response. */
  readonly access: FieldChoice;
}

export const REJECT_FIELDS: FieldChoices = { undeclared: 'reject', access: 'reject' };
