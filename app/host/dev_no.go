//go:build !dev

package host

// IsDev is false in everything that is shipped.
const IsDev = false
