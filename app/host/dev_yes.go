//go:build dev

package host

// IsDev loosens the content policy for the development server's socket.
const IsDev = true
