/** The fields of a Path Item Object that hold operations (OpenAPI 3.1 section 4.8.9), in the order in which they are listed. */
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
