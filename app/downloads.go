package app

import (
	"sync"
	"time"

	"beiandesk/internal/ref"
)

// downloadsKept is how many papers and originals lie ready at once; the oldest goes first.
const downloadsKept = 8

// originalLasts is how long a revealed original waits to be fetched.
const originalLasts = time.Minute

// downloads keep bytes that the page is about to fetch, in memory only and under a
// random name, so that no URL says anything of a client.
type downloads struct {
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

func newDownloads() *downloads { return &downloads{} }

// put lays content ready and gives its random name. once hands it out a single time
// and only for a minute.
func (s *downloads) put(mime string, content []byte, once bool) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	item := download{key: ref.New[string](), mime: mime, content: content, once: once}
	if once {
		item.until = time.Now().Add(originalLasts)
	}
	s.items = append(s.items, item)
	if len(s.items) > downloadsKept {
		s.items = s.items[1:]
	}
	return item.key
}

// take finds what lies under a name.
func (s *downloads) take(key string) (mime string, content []byte, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, item := range s.items {
		if item.key != key {
			continue
		}
		if item.once {
			s.items = append(s.items[:i:i], s.items[i+1:]...)
		}
		if item.until.IsZero() || time.Now().Before(item.until) {
			return item.mime, item.content, true
		}
		return "", nil, false
	}
	return "", nil, false
}

func (s *downloads) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.items = nil
}
