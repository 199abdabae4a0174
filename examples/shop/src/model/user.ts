import type { Role } from '../caller.ts';
import { type Row, type Store, text, textOrNull } from '../store.ts';

export interface User {
  readonly id: string;
  readonly username: string;
  /** Argon2id in PHC form. */
  readonly passwordHash: string;
  readonly role: Role;
  readonly customerId: string | null;
}

export function findUserById(store: Store, id: string): User | undefined {
  return toUser(store.one('SELECT * FROM users WHERE id = ?', id));
}

export function findUserByName(store: Store, username: string): User | undefined {
  return toUser(store.one('SELECT * FROM users WHERE username = ?', username));
}

/** The user that a consumer of the gateway acts as. */
export function findUserByConsumer(store: Store, consumer: string): User | undefined {
  return toUser(store.one('SELECT * FROM users WHERE consumer = ?', consumer));
}

function toUser(row: Row | undefined): User | undefined {
  if (row === undefined) return undefined;
  const role = text(row, 'role');
  if (role !== 'customer' && role !== 'partner' && role !== 'admin') throw new TypeError(`unknown role ${role} in the database`);
  return {
    id: text(row, 'id'),
    username: text(row, 'username'),
    passwordHash: text(row, 'password_hash'),
    role,
    customerId: textOrNull(row, 'customer_id'),
  };
}
