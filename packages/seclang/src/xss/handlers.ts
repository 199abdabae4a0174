/** Event handlers of HTML, SVG and old browsers, without `on`. Inside a tag any `on…` counts; outside of one only these do. */
const EVENTS = `abort activate afterprint afterscriptexecute afterupdate animationcancel animationend animationiteration animationstart
  auxclick beforeactivate beforecopy beforecut beforedeactivate beforeeditfocus beforeinput beforematch beforepaste beforeprint
  beforescriptexecute beforetoggle beforeunload beforeupdate begin blur bounce cancel canplay canplaythrough cellchange change click
  close command compositionend compositionstart compositionupdate contentvisibilityautostatechange contextmenu controlselect copy
  cuechange cut dataavailable datasetchanged datasetcomplete dblclick deactivate drag dragend dragenter dragleave dragover dragstart drop
  durationchange emptied end ended error errorupdate filterchange finish focus focusin focusout formdata fullscreenchange fullscreenerror
  gesturechange gestureend gesturestart gotpointercapture hashchange help input invalid keydown keypress keyup layoutcomplete load
  loadeddata loadedmetadata loadend loadstart losecapture lostpointercapture mediacomplete mediaerror message messageerror mousedown
  mouseenter mouseleave mousemove mouseout mouseover mouseup mousewheel move moveend movestart mozfullscreenchange offline online
  orientationchange outofsync pagehide pageshow paste pause play playing pointercancel pointerdown pointerenter pointerleave pointermove
  pointerout pointerover pointerrawupdate pointerup popstate progress propertychange ratechange readystatechange rejectionhandled repeat
  reset resize resizeend resizestart resume reverse rowdelete rowenter rowexit rowinserted scroll scrollend scrollsnapchange
  scrollsnapchanging search securitypolicyviolation seek seeked seeking select selectionchange selectstart show slotchange stalled start
  stop storage submit suspend syncrestored timeerror timeupdate toggle touchcancel touchend touchmove touchstart trackchange
  transitioncancel transitionend transitionrun transitionstart unhandledrejection unload urlflip volumechange waiting webkitanimationend
  webkitanimationiteration webkitanimationstart webkitmouseforcechanged webkitmouseforcedown webkitmouseforceup
  webkitmouseforcewillbegin webkitplaybacktargetavailabilitychanged webkittransitionend webkitwillrevealbottom wheel zoom`;

const KNOWN: ReadonlySet<string> = new Set(EVENTS.split(/\s+/u));
const SHORTEST = 3;

/** Whether an attribute of this name, in lower case, is an event handler that some browser has. */
export function isKnownHandler(name: string): boolean {
  return name.startsWith('on') && KNOWN.has(name.slice(2, 2 + lettersAt(name, 2)));
}

/** Whether an attribute of this name, in lower case, looks like an event handler: browsers get new ones every year. */
export function looksLikeHandler(name: string): boolean {
  return name.startsWith('on') && lettersAt(name, 2) >= SHORTEST;
}

function lettersAt(name: string, from: number): number {
  let index = from;
  while (index < name.length && name.charCodeAt(index) >= 0x61 && name.charCodeAt(index) <= 0x7a) index += 1;
  return index - from;
}
