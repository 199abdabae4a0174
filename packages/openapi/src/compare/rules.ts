import type { ChangeLevel } from './level.ts';

interface Explained {
  readonly level: ChangeLevel;
  /** Of two definitions: what is different. */
  readonly title: string;
  /** What that means for callers. */
  readonly meaning: string;
}

const rule = (level: ChangeLevel, title: string, meaning: string): Explained => ({ level, title, meaning });

const REFUSED = 'Requests that were right until now are refused.';
const MISSING = 'Callers may rely on what is no longer in the answer.';
const UNEXPECTED = 'Callers get what the old definition ruled out.';
const NOT_TOLD = 'Callers are no longer told of what they wait for.';
const NOT_SENT = 'Receivers may rely on what is no longer sent.';
const UNNOTICED = 'No caller notices.';

/** Every kind of difference, by its id. */
export const COMPARE_RULES = {
  'operation-removed': rule(
    'breaking',
    'operation removed',
    'Calls are answered with 404 or 405. Deprecate it first, and name a sunset date.',
  ),
  'operation-removed-after-sunset': rule(
    'dangerous',
    'operation removed after its sunset',
    'Its end was announced; whoever still calls it is refused.',
  ),
  'operation-added': rule('safe', 'operation added', UNNOTICED),
  'operation-deprecated': rule('safe', 'operation deprecated', 'Callers should move on before the sunset date.'),
  'operation-restored': rule('safe', 'operation no longer deprecated', UNNOTICED),
  'operation-id-changed': rule('dangerous', 'operationId changed', 'Generated clients get another name for the method.'),
  'server-path-removed': rule('breaking', 'base path removed', 'Calls below this base path are answered with 404.'),
  'server-path-added': rule('safe', 'base path added', UNNOTICED),

  'parameter-removed': rule(
    'dangerous',
    'parameter removed',
    'Callers that send it are ignored in this, or refused where unknown parameters are.',
  ),
  'parameter-added-required': rule('breaking', 'required parameter added', REFUSED),
  'parameter-added': rule('safe', 'optional parameter added', UNNOTICED),
  'parameter-became-required': rule('breaking', 'parameter became required', REFUSED),
  'parameter-became-optional': rule('safe', 'parameter became optional', UNNOTICED),
  'parameter-serialisation-changed': rule(
    'breaking',
    'parameter is written in another way',
    'What callers send is read as something else.',
  ),

  'request-body-added-required': rule('breaking', 'required request body added', REFUSED),
  'request-body-added': rule('safe', 'optional request body added', UNNOTICED),
  'request-body-removed': rule('breaking', 'request body removed', 'Callers that send one are refused, or ignored in this.'),
  'request-body-became-required': rule('breaking', 'request body became required', REFUSED),
  'request-body-became-optional': rule('safe', 'request body became optional', UNNOTICED),
  'request-media-type-removed': rule('breaking', 'media type of requests removed', REFUSED),
  'request-media-type-added': rule('safe', 'media type of requests added', UNNOTICED),

  'response-success-removed': rule('breaking', 'successful status removed', MISSING),
  'response-success-added': rule('dangerous', 'successful status added', 'Callers that know only the old ones may take it for a failure.'),
  'response-error-removed': rule('safe', 'error status removed', UNNOTICED),
  'response-error-added': rule('safe', 'error status added', 'Callers have to expect any status of its class (RFC 9110 section 15).'),
  'response-media-type-removed': rule('breaking', 'media type of answers removed', MISSING),
  'response-media-type-added': rule(
    'dangerous',
    'media type of answers added',
    'Callers that accept anything may get a type they cannot read.',
  ),
  'response-header-removed': rule('dangerous', 'header of answers removed', MISSING),
  'response-required-header-removed': rule('breaking', 'required header of answers removed', MISSING),
  'response-header-added': rule('safe', 'header of answers added', UNNOTICED),

  'link-removed': rule('dangerous', 'link removed', 'Callers that follow it by its name do not find what they can do next.'),
  'link-changed': rule(
    'dangerous',
    'link leads elsewhere, or carries something else',
    'Callers that follow it do something else than before.',
  ),
  'link-added': rule('safe', 'link added', UNNOTICED),

  'callback-removed': rule('breaking', 'callback removed', NOT_TOLD),
  'callback-added': rule('safe', 'callback added', 'Callers that name no address for it get no call.'),
  'callback-address-changed': rule(
    'breaking',
    'callback goes to another address',
    'The call goes where callers do not expect it, or its address is looked for where they do not write it.',
  ),
  'webhook-removed': rule('breaking', 'webhook removed', NOT_TOLD),
  'webhook-added': rule('safe', 'webhook added', UNNOTICED),
  'sent-request-removed': rule('breaking', 'request to callers removed', NOT_TOLD),
  'sent-request-added': rule('dangerous', 'request to callers by another method', 'Receivers may answer it with 405.'),
  'sent-body-removed': rule('breaking', 'body of requests to callers removed', NOT_SENT),
  'sent-body-added': rule('safe', 'body of requests to callers added', UNNOTICED),
  'sent-media-type-removed': rule(
    'breaking',
    'media type of requests to callers removed',
    'Receivers may be unable to read what comes instead.',
  ),
  'sent-media-type-added': rule('dangerous', 'media type of requests to callers added', 'Receivers may get a type they cannot read.'),
  'sent-required-parameter-removed': rule('breaking', 'required parameter of requests to callers removed', NOT_SENT),
  'sent-parameter-removed': rule('dangerous', 'parameter of requests to callers removed', NOT_SENT),
  'sent-parameter-became-optional': rule('breaking', 'parameter of requests to callers may be absent', NOT_SENT),
  'sent-parameter-added': rule('safe', 'parameter of requests to callers added', 'Receivers have to pass over what they do not know.'),
  'accepted-answer-removed': rule(
    'breaking',
    'answer of callers no longer accepted',
    'What receivers answer counts as a failure, and may be sent again.',
  ),
  'accepted-media-type-removed': rule(
    'breaking',
    'media type of the answers of callers no longer accepted',
    'What receivers answer is not read.',
  ),

  'security-tightened': rule('breaking', 'security tightened', 'Credentials that sufficed are refused.'),
  'security-loosened': rule('dangerous', 'security loosened', 'Who was refused may get in. Make sure that this is meant.'),
  'security-scheme-changed': rule(
    'breaking',
    'security scheme changed',
    'Credentials have to be sent in another way, or be of another kind.',
  ),

  'request-type-narrowed': rule('breaking', 'fewer types accepted', REFUSED),
  'request-type-widened': rule('safe', 'more types accepted', UNNOTICED),
  'response-type-narrowed': rule('safe', 'fewer types returned', UNNOTICED),
  'response-type-widened': rule('breaking', 'more types returned', UNEXPECTED),
  'request-values-narrowed': rule('breaking', 'listed values removed', REFUSED),
  'request-values-widened': rule('safe', 'listed values added', UNNOTICED),
  'response-values-narrowed': rule('safe', 'listed values removed', UNNOTICED),
  'response-values-widened': rule(
    'dangerous',
    'listed values added',
    'Callers that distinguish all listed values meet one they do not know.',
  ),
  'request-bound-narrowed': rule('breaking', 'bound tightened', REFUSED),
  'request-bound-widened': rule('safe', 'bound loosened', UNNOTICED),
  'response-bound-narrowed': rule('safe', 'bound tightened', UNNOTICED),
  'response-bound-widened': rule('dangerous', 'bound loosened', UNEXPECTED),
  'request-pattern-narrowed': rule('breaking', 'pattern added', REFUSED),
  'request-pattern-widened': rule('safe', 'pattern removed', UNNOTICED),
  'request-pattern-changed': rule(
    'dangerous',
    'pattern changed',
    'Requests that were right may be refused: patterns are not compared by what they match.',
  ),
  'response-pattern-narrowed': rule('safe', 'pattern added', UNNOTICED),
  'response-pattern-widened': rule('dangerous', 'pattern removed', UNEXPECTED),
  'response-pattern-changed': rule('dangerous', 'pattern changed', UNEXPECTED),
  'request-format-narrowed': rule('breaking', 'format narrowed', REFUSED),
  'request-format-widened': rule('safe', 'format widened', UNNOTICED),
  'request-format-changed': rule('breaking', 'format changed', REFUSED),
  'response-format-narrowed': rule('safe', 'format narrowed', UNNOTICED),
  'response-format-widened': rule('dangerous', 'format widened', UNEXPECTED),
  'response-format-changed': rule('breaking', 'format changed', UNEXPECTED),

  'request-property-added-required': rule('breaking', 'required property added', REFUSED),
  'request-property-added': rule('safe', 'optional property added', UNNOTICED),
  'request-property-refused': rule('breaking', 'property removed, and others are not allowed', REFUSED),
  'request-property-ignored': rule(
    'dangerous',
    'property removed',
    'Callers that send it are ignored in this, or refused where unknown fields are.',
  ),
  'request-property-became-required': rule('breaking', 'property became required', REFUSED),
  'request-property-became-optional': rule('safe', 'property became optional', UNNOTICED),
  'request-property-became-read-only': rule(
    'dangerous',
    'property became read-only',
    'Callers that send it are ignored in this, or refused.',
  ),
  'response-property-removed': rule('dangerous', 'optional property removed', MISSING),
  'response-required-property-removed': rule('breaking', 'required property removed', MISSING),
  'response-property-added': rule('safe', 'property added', 'Callers have to pass over properties they do not know.'),
  'response-property-unexpected': rule('dangerous', 'property added where the old definition allowed no others', UNEXPECTED),
  'response-property-became-optional': rule('breaking', 'property may be absent', MISSING),
  'response-property-became-required': rule('safe', 'property is always there', UNNOTICED),
  'response-property-became-write-only': rule('breaking', 'property became write-only', MISSING),
  'request-properties-closed': rule('breaking', 'other properties are no longer allowed', REFUSED),
  'request-properties-opened': rule(
    'dangerous',
    'other properties are allowed',
    'More reaches the server than before: look out for mass assignment.',
  ),
  'response-properties-closed': rule('safe', 'other properties no longer occur', UNNOTICED),
  'response-properties-opened': rule('safe', 'other properties may occur', 'Callers have to pass over properties they do not know.'),
  'request-alternative-removed': rule('breaking', 'alternative removed', REFUSED),
  'request-alternative-added': rule('safe', 'alternative added', UNNOTICED),
  'response-alternative-removed': rule('safe', 'alternative removed', UNNOTICED),
  'response-alternative-added': rule('dangerous', 'alternative added', UNEXPECTED),
  'request-default-changed': rule('dangerous', 'default changed', 'Callers that leave it out get another behaviour.'),
  'request-schema-changed': rule('dangerous', 'changed in a way that is not judged', 'Compare the two by hand.'),
  'response-schema-changed': rule('dangerous', 'changed in a way that is not judged', 'Compare the two by hand.'),
} as const satisfies Readonly<Record<string, Explained>>;
