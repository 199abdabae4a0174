import type { GeneratedDefinition } from './generated.ts';
import { allReferences } from './habits/all-references.ts';
import { anchors } from './habits/anchors.ts';
import { aspnet } from './habits/aspnet.ts';
import { cloud } from './habits/cloud.ts';
import { deepForms } from './habits/deep-forms.ts';
import { events } from './habits/events.ts';
import { fastapi } from './habits/fastapi.ts';
import { fhir } from './habits/fhir.ts';
import { filesAndXml } from './habits/files-and-xml.ts';
import { hypermedia } from './habits/hypermedia.ts';
import { inheritance } from './habits/inheritance.ts';
import { inline } from './habits/inline.ts';
import { jsonSchema } from './habits/json-schema.ts';
import { kubernetes } from './habits/kubernetes.ts';
import { manyFiles } from './habits/many-files.ts';
import { nestjs } from './habits/nestjs.ts';
import { openapi32 } from './habits/openapi-3.2.ts';
import { rails } from './habits/rails.ts';
import { spring } from './habits/spring.ts';
import { styles } from './habits/styles.ts';
import { swagger } from './habits/swagger.ts';
import { unicode } from './habits/unicode.ts';

/** Definitions of the size and with the habits of real ones, made the same each time. */
export const DEFINITIONS: readonly GeneratedDefinition[] = [
  allReferences,
  anchors,
  aspnet,
  cloud,
  deepForms,
  events,
  fastapi,
  fhir,
  filesAndXml,
  hypermedia,
  inheritance,
  inline,
  jsonSchema,
  kubernetes,
  manyFiles,
  nestjs,
  openapi32,
  rails,
  spring,
  styles,
  swagger,
  unicode,
];
