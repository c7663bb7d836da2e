package tables

// Copied is Copy with another bound.
var Copied = Wanted.copied
