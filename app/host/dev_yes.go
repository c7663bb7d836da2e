//go:build dev

package host

import (
	"net/http"
	"os"
)

// IsDev loosens the content policy for the development server's socket.
const IsDev = true

// unseen says whether the window itself asks for its page where nobody sees it: BEIANDESK_UNSEEN
// is set by who drives the page in a browser of his own. The window stays empty then, and two
// pages don't work on one desk.
func unseen(r *http.Request) bool {
	return r.Host == "wails" && r.URL.Path == "/" && os.Getenv("BEIANDESK_UNSEEN") != ""
}
