//go:build dev

package app

// IsDev loosens the content policy for the development server's socket.
const IsDev = true
