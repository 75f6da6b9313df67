// Package oracle runs the real client-go on language-neutral scripts and writes what it observed as
// normalised lanes. It is the truth that the TypeScript engine is compared with; see README.md.
package oracle
