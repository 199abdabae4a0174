import { toPointer } from '@airside/domain/text';

import { type DefinitionDocument, dereference } from '../../definition/document.ts';
import { type JsonValue, member, members } from '../../json.ts';
import { checkParameter } from '../parameters/check-parameter.ts';
import { readHeader } from '../parameters/parameter.ts';
import { ABSENT } from '../parameters/raw.ts';
import { splitText } from '../parameters/split.ts';
import { compilerFor } from '../schema/compilers.ts';
import type { Violation } from '../violation.ts';

/** What is wrong with the headers of a response. */
export type HeaderCheck = (header: (name: string) => string | undefined) => readonly Violation[];

/** Compiles the checks of the headers that a Response Object declares (OpenAPI 3.1 section 4.8.17); `Content-Type` is not among them. */
export function compileHeaders(document: DefinitionDocument, pointer: string, declared: JsonValue): HeaderCheck {
  const response = dereference(document, { value: declared, pointer });
  const headers = members(member(response?.value, 'headers')).flatMap(([name, value]) => {
    const located = dereference(document, { value, pointer: `${response?.pointer ?? pointer}${toPointer(['headers', name])}` });
    if (located === undefined || name.toLowerCase() === 'content-type') return [];
    const parameter = readHeader(document, name, located);
    const { schemaPointer } = parameter;
    return { parameter, check: schemaPointer === undefined ? undefined : compilerFor(document, { closed: false }).check(schemaPointer) };
  });
  return (header) =>
    headers.flatMap(({ parameter, check }) => {
      const value = header(parameter.name)?.trim();
      const raw = value === undefined ? ABSENT : parameter.isJson ? ({ kind: 'text', text: value } as const) : splitText(parameter, value);
      return checkParameter(parameter, raw, (text) => text, check) ?? [];
    });
}
