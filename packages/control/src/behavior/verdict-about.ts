import { type Detection, type Incident, isPersonal, type Judgement, type Subject, subjectKey } from '@airside/domain';

type About = Judgement['about'][number];

/** Names in one verdict. */
const MOST_SUBJECTS = 2000;

/**
 * What a verdict on detections is about: each indicator at each API, and whom it named there. Names that others share (an address, a network beside the name of a caller) are left out: of those nothing was said.
 */
export function aboutDetections(detections: readonly Detection[]): About[] {
  const places = new Map<string, Omit<About, 'subjects'> & { readonly subjects: Map<string, Subject> }>();
  let room = MOST_SUBJECTS;
  for (const { indicator, api, subject, alsoKnownAs } of detections) {
    const key = `${indicator} ${api}`;
    const place = places.get(key) ?? { indicator, api, subjects: new Map<string, Subject>() };
    places.set(key, place);
    for (const name of [subject, ...alsoKnownAs.filter(isPersonal)]) {
      if (room === 0 || place.subjects.has(subjectKey(name))) continue;
      place.subjects.set(subjectKey(name), name);
      room--;
    }
  }
  return [...places.values()].map(({ subjects, ...place }) => ({ ...place, subjects: [...subjects.values()] }));
}

/** The same for the indicators of an incident of which no detection is kept: whatever API and caller of the incident they may have named. */
export function aboutUnseen({ indicators, apis, subjects }: Incident, seen: readonly Detection[]): About[] {
  const known = new Set(seen.map(({ indicator }) => indicator));
  const unseen = indicators.filter(({ id }) => !known.has(id)).slice(0, MOST_UNSEEN);
  const places = unseen.flatMap(({ id: indicator }) =>
    (apis.length === 0 ? [null] : apis.slice(0, MOST_UNSEEN)).map((api) => ({ indicator, api })),
  );
  const names = subjects.slice(0, Math.floor(MOST_SUBJECTS / Math.max(1, places.length))).map(({ kind, id }) => ({ kind, id }));
  return places.map((place) => ({ ...place, subjects: names }));
}

const MOST_UNSEEN = 20;
