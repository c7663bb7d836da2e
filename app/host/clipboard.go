package host

import (
	"crypto/sha256"
	"sync"
	"time"
)

// SystemClipboard reads and writes the system's clipboard.
type SystemClipboard interface {
	ClipboardText() (string, error)
	SetClipboardText(text string) error
}

// Clipboard takes secrets off the system's clipboard again, unless something else lies there
// by then. It keeps a digest of what it put there and not the secret.
type Clipboard struct {
	system SystemClipboard

	mu     sync.Mutex
	put    [sha256.Size]byte
	timing *time.Timer // nil while nothing of ours lies there
}

// NewClipboard is one over the system's.
func NewClipboard(system SystemClipboard) *Clipboard { return &Clipboard{system: system} }

// Copy puts a secret on the clipboard and takes it away after a while.
func (c *Clipboard) Copy(secret string, after time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.system.SetClipboardText(secret); err != nil {
		return err
	}
	if c.timing != nil {
		c.timing.Stop()
	}
	c.put = sha256.Sum256([]byte(secret))
	c.timing = time.AfterFunc(after, c.Clear)
	return nil
}

// Clear takes away what was put there last. A clipboard that can't be read is left alone: it
// may hold what somebody else has put there.
func (c *Clipboard) Clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.timing == nil {
		return
	}
	c.timing.Stop()
	c.timing = nil
	if text, err := c.system.ClipboardText(); err == nil && sha256.Sum256([]byte(text)) == c.put {
		_ = c.system.SetClipboardText("") // there is nobody left to tell
	}
}
