package host

import (
	"sync"
	"time"

	"beiandesk/internal/ref"
)

// downloadsKept is how many papers and originals lie ready at once; the oldest goes first.
const downloadsKept = 8

// originalLasts is how long a revealed original waits to be fetched.
const originalLasts = time.Minute

// Downloads keep bytes that the page is about to fetch, in memory only and under a
// random name, so that no URL says anything of a client.
type Downloads struct {
	mu    sync.Mutex
	items []download
}

type download struct {
	key     string
	mime    string
	content []byte
	once    bool
	until   time.Time // zero: as long as there is room
}

// Put lays content ready and gives its random name. once hands it out a single time
// and only for a minute.
func (d *Downloads) Put(mime string, content []byte, once bool) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	item := download{key: ref.New[string](), mime: mime, content: content, once: once}
	if once {
		item.until = time.Now().Add(originalLasts)
	}
	d.items = append(d.items, item)
	if len(d.items) > downloadsKept {
		d.items = d.items[1:]
	}
	return item.key
}

// Take finds what lies under a name.
func (d *Downloads) Take(key string) (mime string, content []byte, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i, item := range d.items {
		if item.key != key {
			continue
		}
		if item.once {
			d.items = append(d.items[:i:i], d.items[i+1:]...)
		}
		if item.until.IsZero() || time.Now().Before(item.until) {
			return item.mime, item.content, true
		}
		return "", nil, false
	}
	return "", nil, false
}

// Clear forgets all of them.
func (d *Downloads) Clear() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.items = nil
}
