package host

import "net/http"

// policy lets the page load only what the binary carries. Naive UI writes its
// styles inline; a paper goes to the printer as pictures from blobs, and a client's PDF
// is looked at in a frame.
const policy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
	"img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; " +
	"frame-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'"

// devPolicy also admits the development server's socket and its inline loader.
const devPolicy = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; " +
	"img-src 'self' blob: data:; font-src 'self'; connect-src 'self' ws:; " +
	"frame-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'"

// Protect sets the content policy on every answer of the asset server.
func Protect(dev bool) func(http.Handler) http.Handler {
	csp := policy
	if dev {
		csp = devPolicy
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Security-Policy", csp)
			w.Header().Set("X-Content-Type-Options", "nosniff")
			w.Header().Set("Referrer-Policy", "no-referrer")
			if unseen(r) {
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}
