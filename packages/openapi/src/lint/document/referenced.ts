import { readText } from '../../read/load.ts';
import { copyWithReferences, targetOf } from './references.ts';
import { type LintBounds, type SourceDocument, sourceDocument } from './source-document.ts';

/** A document and the local files that it refers to, directly or through others, by their absolute paths. What cannot be read is left out. */
export async function readReferenced(root: SourceDocument, bounds: LintBounds): Promise<ReadonlyMap<string, SourceDocument>> {
  const documents = new Map([[root.file, root]]);
  const refused = new Set<string>();
  const waiting = [root];
  for (let document = waiting.pop(); document; document = waiting.pop()) {
    for (const file of filesIn(document)) {
      if (documents.has(file) || refused.has(file) || documents.size >= bounds.files) continue;
      const read = await readText(file, bounds.fileBytes);
      if ('refused' in read) refused.add(file);
      else {
        const found = sourceDocument(file, read.text, bounds);
        documents.set(file, found);
        waiting.push(found);
      }
    }
  }
  return documents;
}

function filesIn(document: SourceDocument): ReadonlySet<string> {
  const files = new Set<string>();
  // Most documents refer to themselves only, which shows in their text.
  if (!/\$ref/.test(document.text)) return files;
  for (const { text } of copyWithReferences(document.value).references) {
    if (text.trimStart().startsWith('#')) continue;
    const target = targetOf(text, document.file);
    if (target.kind === 'file') files.add(target.file);
  }
  return files;
}
