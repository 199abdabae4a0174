/**
 * Elements that run code, load code, or change what the page around them means, with whatever attributes. Formatting (`<b>`, `<br>`,
 * `<table>` …), links, images, media and forms are judged by their attributes alone: people write them in comments and mails.
 */
const ACTIVE: ReadonlySet<string> = new Set(
  `applet base bgsound embed foreignobject frame frameset handler iframe ilayer import isindex layer link listener math meta noembed
  noframes noscript object plaintext portal script set style svg template vmlframe xml xmp xss`.split(/\s+/u),
);

/** Active elements that nobody gives to a type: `Array<Script>` is a risk taken, since `x<script>` is the commonest of all attacks. */
const NEVER_TYPES: ReadonlySet<string> = new Set(['script', 'iframe', 'noscript', 'xss', 'plaintext']);

/** Elements whose end tag in a value can only be meant to end one that the page has begun. */
const ENDED: ReadonlySet<string> = new Set(['script', 'style', 'xmp', 'noscript', 'noembed', 'noframes', 'plaintext']);

/** The name without its prefix (`x:script`), in lower case. */
function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1).toLowerCase();
}

export function isActive(name: string): boolean {
  const local = localName(name);
  return ACTIVE.has(local) || name.toLowerCase().startsWith('xsl:');
}

export function endsForeignElement(name: string): boolean {
  return ENDED.has(localName(name));
}

/** Whether `before<Name>` reads as a type with a parameter, as programming languages write them: `List<Object>`. */
export function readsAsType(name: string, precededByWord: boolean, closedAtOnce: boolean): boolean {
  const first = name.charCodeAt(0);
  const capital = first >= 0x41 && first <= 0x5a;
  const second = name.charCodeAt(1);
  const lowerAfter = second >= 0x61 && second <= 0x7a;
  return precededByWord && closedAtOnce && capital && lowerAfter && !NEVER_TYPES.has(name.toLowerCase());
}
