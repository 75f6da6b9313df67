/** What a thing is, wherever it is drawn: outline, sign and colour follow from its identity. */

/** The identities of things that travel. */
export type Identity = 'add' | 'mod' | 'del' | 'sync' | 'mark' | 'fault' | 'key' | 'request';

/** What an event is to the log and the timeline; most are about nothing that travels. */
export type Category = Identity | 'neutral';
