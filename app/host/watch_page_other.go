//go:build !(linux && cgo && webkit2_41)

package host

// TakeMemoryOfC does nothing there.
func TakeMemoryOfC() {}

// WatchPage does nothing where no view of WebKitGTK is: the system's own view shows what it
// shows when the process of its page has ended (docs/security.md).
func WatchPage(func(reason string) (again bool)) {}

// ForgetPage does nothing there: the page that locks lets go of what it shows, and when its
// memory is emptied is the engine's own affair.
func ForgetPage() {}
