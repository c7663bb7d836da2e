//go:build !dev

package app

// IsDev is false in everything that is shipped.
const IsDev = false
