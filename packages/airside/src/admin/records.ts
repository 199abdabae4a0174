import { changed, gone, pageOf } from '@airside/control';
import type { z } from 'zod';

import type { DataDirectoryOptions } from '../data-directory-option.ts';
import type { AdminRequest } from './answer.ts';
import { ask, askAll } from './ask.ts';
import { noteEffect } from './effect.ts';
import { printList, recordText } from './show.ts';

export interface OutputOptions extends DataDirectoryOptions {
  readonly json?: boolean;
}

export interface List<View extends object> {
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly view: z.ZodType<View>;
  readonly header: readonly string[];
  readonly row: (view: View) => readonly string[];
  /** What is said where there is nothing. */
  readonly empty: string;
}

/** Prints the records of a kind, those of the configuration file included. */
export async function listRecords<View extends object>(
  options: OutputOptions,
  { path, query = {}, view, ...table }: List<View>,
): Promise<void> {
  await printList(askAll(options, path, query, pageOf(view)), { ...table, json: options.json });
}

/** Prints the part of a list that a path asks for. */
export async function printPage<View extends object>(
  options: OutputOptions,
  { path, view, ...table }: Omit<List<View>, 'query'>,
): Promise<void> {
  const { items } = await ask(options, { method: 'GET', path }, pageOf(view));
  await printList(each(items), { ...table, json: options.json });
}

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

/** Prints one record with all its fields. */
export async function showRecord<View extends object>(options: OutputOptions, path: string, view: z.ZodType<View>): Promise<void> {
  const record = await ask(options, { method: 'GET', path }, view);
  process.stdout.write(options.json === true ? `${JSON.stringify(record)}\n` : `${recordText(record)}\n`);
}

/** Changes something, and prints what has become of it; where that counts goes to standard error. */
export async function changeRecord<View extends object>(
  options: OutputOptions,
  question: AdminRequest,
  view: z.ZodType<View>,
  said: (record: View) => string,
): Promise<void> {
  const { record, effect } = await ask(options, question, changed(view));
  process.stdout.write(options.json === true ? `${JSON.stringify(record)}\n` : `${said(record)}\n`);
  noteEffect(effect);
}

/** Removes a record; of what is gone, nothing is left to print as JSON. */
export async function removeRecord(options: DataDirectoryOptions, path: string, said: string): Promise<void> {
  const { effect } = await ask(options, { method: 'DELETE', path }, gone);
  process.stdout.write(`${said}\n`);
  noteEffect(effect);
}
