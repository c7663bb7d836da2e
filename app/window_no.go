//go:build !desktop && !dev && !bindings

package app

// HasWindow says that this build is commands only.
const HasWindow = false
