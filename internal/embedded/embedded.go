// Package embedded reads the data files that come with the program.
package embedded

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// JSON reads a file of a name, without a field that v does not know: a misspelt word in the
// data must not go unread. A file that can't be read so was built in, and panics at the first
// look of any test.
func JSON[T any](name string, text []byte) (v T) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		panic(fmt.Sprintf("embedded %s: %v", name, err))
	}
	fill()
	return v
}

// fill takes what is left of the place where Go packs short texts. These stay as long as the
// program, and a secret beside them could not be emptied.
func fill() {
	for range packed {
		take()
	}
}

// packed is how many bytes share such a place.
const packed = 16

//go:noinline
func take() []byte { return make([]byte, 1) }
