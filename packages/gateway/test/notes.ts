/** A small API of which every request may be anything. */
export const NOTES = `openapi: 3.1.0
info: { title: Notes, version: '1' }
paths:
  /notes:
    get: { responses: { '200': { description: ok } } }
    post: { requestBody: { content: { '*/*': {} } }, responses: { '200': { description: ok } } }
  /notes/{id}:
    get: { parameters: [{ name: id, in: path, required: true, schema: {} }], responses: { '200': { description: ok } } }
`;

/** Rules that find one word, wherever it stands. */
export const RULES = `SecRule ARGS|ARGS_NAMES|XML:/* "@contains evil" "id:1001,phase:2,deny,t:none,tag:'attack-evil',msg:'Evil in an argument (%{MATCHED_VAR})'"
SecRule REQUEST_FILENAME|REQUEST_HEADERS|REQUEST_COOKIES "@contains evil" "id:1002,phase:1,deny,t:none,msg:'Evil in the head'"
`;
