import type { DriftPlace } from './operation-watch.ts';

/** A place in words: `query parameter sort`, `request body /items/N/sku`, `answer 404`. */
export function placeText(place: DriftPlace): string {
  switch (place.in) {
    case 'operation':
      return '';
    case 'parameter':
      return place.location === 'header' ? `header ${place.name}` : `${place.location} parameter ${place.name}`;
    case 'request':
      return ['request body', place.pointer || place.mediaType].filter((text) => text !== '').join(' ');
    case 'response':
      return [`answer ${place.status}`, place.pointer || place.mediaType].filter((text) => text !== '').join(' ');
  }
}
