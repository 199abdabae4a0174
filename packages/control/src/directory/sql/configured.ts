import { type DirectoryContents, type DirectoryKind, type DirectoryRecords, directoryId } from '@airside/domain';

/** The records of the configuration file, as it is now. */
export interface Configured {
  contents(): Partial<DirectoryContents>;
  find<Kind extends DirectoryKind>(kind: Kind, id: string): DirectoryRecords[Kind] | undefined;
}

export function configuredRecords(contents: () => Partial<DirectoryContents>): Configured {
  return {
    contents,
    find: (kind, id) => contents()[kind]?.find((record) => directoryId({ kind, record }) === id),
  };
}
