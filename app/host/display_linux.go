package host

import (
	"net"
	"os"
	"strings"
)

// DisplayThere looks for a display before GTK does: GTK ends in a trace without
// one. A remote or abstract display is taken at its word.
func DisplayThere() bool {
	if w := os.Getenv("WAYLAND_DISPLAY"); w != "" {
		return true
	}
	d := os.Getenv("DISPLAY")
	host, number, found := strings.Cut(d, ":")
	if !found {
		return false
	}
	if host != "" {
		return true
	}
	number, _, _ = strings.Cut(number, ".")
	for _, name := range []string{"/tmp/.X11-unix/X" + number, "@/tmp/.X11-unix/X" + number} {
		if c, err := net.Dial("unix", name); err == nil {
			_ = c.Close()
			return true
		}
	}
	return false
}
