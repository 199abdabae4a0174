/** Words that stand for themselves wherever they are, also beside values: who asks, views of a collection, verbs. */
const RESERVED: ReadonlySet<string> = new Set(
  `me self current mine all any new latest newest recent first last next previous default count stats statistics summary search find query lookup filter
  suggest autocomplete export import upload download batch bulk validate check verify status health healthz ready live ping version info schema docs metadata
  config settings login logout token refresh revoke authorize callback register signup reset activate deactivate enable disable cancel confirm
  publish unpublish archive restore start stop pause resume retry copy move clone preview today now`.split(/\s+/),
);

/** Language codes of ISO 639-1. */
const LANGUAGES: ReadonlySet<string> = new Set(
  `aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn
  gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml
  mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te
  tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu`.split(/\s+/),
);

const VERB =
  /^(?:get|list|create|update|delete|set|add|remove|find|search|fetch|do|make|send|run|check|validate|process|submit|upload|download|is|has|cancel|start|stop|approve|reject|assign|move|copy|import|export|generate|calculate|convert)(?:[A-Z_-]|$)/;

export function isReserved(word: string): boolean {
  return RESERVED.has(word.toLowerCase());
}

/** A language with or without a country: `en`, `en-GB`, `pt_br`, `zh-Hant`. */
export function isLocale(word: string): boolean {
  const [language = '', region, ...rest] = word.split(/[-_]/);
  return rest.length === 0 && LANGUAGES.has(language) && (region === undefined || /^[A-Za-z]{2,4}$/.test(region));
}

/** A code in capitals, as countries and currencies have them: `DE`, `EUR`. */
export function isCode(word: string): boolean {
  return /^[A-Z]{2,3}$/.test(word);
}

/** A name as collections and operations have them: a plural, or a verb with its object (`getUser`). */
export function namesOperation(word: string): boolean {
  return VERB.test(word) || /[^s]s$/.test(word);
}

/** More than one word, or a word with a number: `blue-suede-shoes`, `top10`. */
export function isSlug(word: string): boolean {
  return /[a-z0-9][-_][a-z0-9]|\d/i.test(word);
}

export function isFileName(word: string): boolean {
  return /^[^.].{0,80}\.[A-Za-z][A-Za-z0-9]{0,5}$/.test(word);
}
