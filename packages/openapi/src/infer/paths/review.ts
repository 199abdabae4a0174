import { LIMITS } from '../limits.ts';
import { claimant, noteEnding } from './claims.ts';
import { edgeAt, mergeNodes } from './merge-nodes.ts';
import { type ParameterEdge, type PathNode, plainEdge } from './path-node.ts';
import { fitsProfile } from './profile.ts';
import { segmentKind } from './segment-kind.ts';
import { addTo, agree, richness, type Signature, signatureOf } from './signature.ts';
import { isCode, isFileName, isLocale, isReserved, isSlug, namesOperation } from './words.ts';

/** Different words that behave alike have to be so many before they are the values of a parameter. */
const LEAST = {
  /** Languages. */
  locales: 2,
  /** Codes of countries and currencies. */
  codes: 5,
  /** Versions with a dot, such as those of packages; an API has few of them. */
  versions: 8,
  /** Slugs and file names whose answers are known and have several names. */
  slugs: 5,
  /** Also of those with numbers in them that have the same below them, whatever is known of the answers: `projects/P17B/tickets`. */
  words: 8,
  /** Where little or nothing is known of the answers. */
  unknown: 24,
} as const;
/** Answers with fewer names are alike by chance: `{"ok": true}`. */
const RICH = 4;
/** Calls of a word by which it stands out from those that are called less and stays: a share of its own and theirs, and a multiple of what they have on average. */
const STANDS_OUT = { share: 0.3, multiple: 50 } as const;
const MOST_COPIES = 100;

interface Candidate {
  readonly word: string;
  readonly node: PathNode;
  readonly calls: number;
  readonly signature: Signature;
}
interface Cluster {
  readonly signature: Signature;
  readonly members: Candidate[];
}

/** Looks through a place and all below for words that are the values of a parameter. */
export function reviewTree(node: PathNode): void {
  for (const child of node.literals.values()) reviewTree(child);
  for (const { node: child } of node.edges) reviewTree(child);
  review(node);
}

/** Looks through the words at one place: those that behave alike, in the same way as the parameter beside them, become its values. */
export function review(node: PathNode): void {
  if (node.literals.size < LEAST.locales && node.edges.length === 0) return;
  for (const [word, child] of [...node.literals]) {
    const edge = plainEdge(node);
    if (edge === undefined || !fitsProfile(edge, word) || claimant(node, word) !== undefined) continue;
    const calls = callsOf(child);
    // What is called more often than all values together is none of them.
    if (calls <= Math.max(LEAST.words, edge.values.count)) absorb(node, edge, [{ word, node: child, calls }]);
  }
  const cluster = clusters(node).find((found) => isParameter(found) && fits(found, plainEdge(node)));
  if (cluster !== undefined) open(node, standing(cluster));
  else if (node.literals.size >= LIMITS.literals) open(node, rarest(node));
}

/** Groups of words that behave alike, the largest first. */
function clusters(node: PathNode): readonly Cluster[] {
  const found: Cluster[] = [];
  for (const candidate of candidatesOf(node)) {
    const cluster = found.find(
      ({ signature, members }) => agree(signature, candidate.signature) && isVersion(members[0]?.word ?? '') === isVersion(candidate.word),
    );
    if (cluster === undefined) {
      const signature: Signature = { exact: new Map(), loose: new Map() };
      addTo(signature, candidate.signature);
      found.push({ signature, members: [candidate] });
    } else {
      cluster.members.push(candidate);
      addTo(cluster.signature, candidate.signature);
    }
  }
  return found.toSorted((a, b) => b.members.length - a.members.length);
}

/** `v1` beside `v2` is never a value: these are versions of the API. */
function isCandidate(word: string): boolean {
  const kind = segmentKind(word);
  return word !== '' && ((kind === 'word' && !isReserved(word)) || (kind === 'version' && word.includes('.')));
}

function candidatesOf(node: PathNode): readonly Candidate[] {
  return [...node.literals]
    .filter(([word]) => isCandidate(word) && claimant(node, word) === undefined)
    .map(([word, child]) => ({ word, node: child, calls: callsOf(child), signature: signatureOf(child) }))
    .toSorted((a, b) => b.calls - a.calls || (a.word < b.word ? -1 : 1));
}

function isParameter({ members, signature }: Cluster): boolean {
  const share = (test: (word: string) => boolean): number => members.filter(({ word }) => test(word)).length / members.length;
  if (members.length >= LEAST.locales && share(isLocale) === 1) return true;
  if (members.length >= LEAST.codes && share(isCode) === 1) return true;
  if (share(isVersion) === 1) return members.length >= LEAST.versions;
  const isRich = richness(signature) >= RICH;
  if (share(isFileName) === 1) return members.length >= (isRich ? LEAST.slugs : LEAST.words);
  if (isRich) return members.length >= (share(isSlug) >= 0.5 ? LEAST.slugs : LEAST.words);
  const isNumbered = share(isSlug) >= 0.5 && members.every(({ node: { endpoints } }) => endpoints.size === 0);
  return members.length >= (isNumbered ? LEAST.words : LEAST.unknown) && share(namesOperation) < 0.5;
}

/** One segment has one parameter: words that behave otherwise than its values stay. */
function fits({ signature }: Cluster, edge: ParameterEdge | undefined): boolean {
  return edge === undefined || agree(signature, signatureOf(edge.node));
}

/** The members of a cluster without those that stand out, and without what is called even more: made-up names among those of a few operations do not make values of these. */
function standing({ members }: Cluster): readonly Candidate[] {
  let calls = 0;
  for (let index = members.length - 1; index > 0; index--) {
    calls += members[index]?.calls ?? 0;
    const least = Math.max((STANDS_OUT.multiple * calls) / (members.length - index), (STANDS_OUT.share / (1 - STANDS_OUT.share)) * calls);
    if ((members[index - 1]?.calls ?? 0) >= least) return members.slice(index);
  }
  return members;
}

/** Where a place is full: all words but the most used, which are kept as they are. */
function rarest(node: PathNode): readonly Pick<Candidate, 'word' | 'node' | 'calls'>[] {
  const words = [...node.literals]
    .filter(([word]) => word !== '' && !isReserved(word) && claimant(node, word) === undefined)
    .map(([word, child]) => ({ word, node: child, calls: callsOf(child) }));
  return words.toSorted((a, b) => b.calls - a.calls || (a.word < b.word ? -1 : 1)).slice(LIMITS.literals / 8);
}

function isVersion(word: string): boolean {
  return segmentKind(word) === 'version';
}

function open(node: PathNode, members: readonly Pick<Candidate, 'word' | 'node' | 'calls'>[]): void {
  const edge = edgeAt(node, '', '');
  edge.isOpen ||= members.some(({ word }) => !isVersion(word));
  absorb(node, edge, members);
  reviewTree(edge.node);
}

function absorb(node: PathNode, edge: ParameterEdge, members: readonly Pick<Candidate, 'word' | 'node' | 'calls'>[]): void {
  for (const { word, node: child, calls } of members) {
    node.literals.delete(word);
    mergeNodes(edge.node, child);
    for (let copy = 0; copy < Math.min(Math.max(calls, 1), MOST_COPIES); copy++) edge.values.observe(decodeURIComponent(word));
    noteEnding(edge, word);
    const kind = isVersion(word) ? 'version' : 'word';
    edge.kinds.set(kind, (edge.kinds.get(kind) ?? 0) + 1);
  }
}

function callsOf(node: PathNode): number {
  let calls = 0;
  for (const endpoint of node.endpoints.values()) calls += endpoint.calls;
  for (const child of node.literals.values()) calls += callsOf(child);
  for (const { node: child } of node.edges) calls += callsOf(child);
  return calls;
}
