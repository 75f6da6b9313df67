/**
 * Which engine this is. A link says which one played it; a change after which any script plays to
 * another trace needs another version, so that links made before still find the engine they were made with.
 */

export const engineVersion = '0.1.0';
