import { isObject, items, type JsonValue, members } from '../../json.ts';
import { keywordOf } from './keywords.ts';

/** Whether a schema refers to others for the same value: itself, or in the alternatives and conditions that it is composed of. */
export function refersInPlace(schema: JsonValue): boolean {
  return (
    isObject(schema) &&
    members(schema).some(([name, value]) => {
      if (name === '$ref') return true;
      const role = keywordOf(name)?.role;
      if (role === 'inPlace') return refersInPlace(value);
      if (role === 'inPlaceList') return items(value).some(refersInPlace);
      return role === 'inPlaceMap' && members(value).some(([, item]) => refersInPlace(item));
    })
  );
}
