//go:build !desktop && !dev && !bindings

package host

// HasWindow says that this build is commands only.
const HasWindow = false
