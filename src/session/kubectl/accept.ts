/** What kubectl's clients ask for, besides tables and discovery. */

/** The client of an object of any kind, where nothing else was said. */
export const anyAccept = 'application/json, */*';

/** The client of one built-in kind: protobuf if the server has it, which this one has not. */
export const typedAccept = 'application/vnd.kubernetes.protobuf,application/json';
