//go:build linux && amd64

package ordeal

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// disk is a folder as a file system keeps it: what was written, and what of it was synced.
type disk struct {
	at   string // where the folder lies
	root *node
}

// node is a file or a folder. Both have a state of now and one that was synced.
type node struct {
	folder       bool
	now, synced  []byte
	kids, stable map[string]*node
}

func newFolder() *node {
	return &node{folder: true, kids: map[string]*node{}, stable: map[string]*node{}}
}

// diskOf reads a folder, all of which has been synced.
func diskOf(t *testing.T, root string) *disk {
	t.Helper()
	d := &disk{at: root, root: newFolder()}
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || path == root {
			return err
		}
		n := newFolder()
		if !e.IsDir() {
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			n = &node{now: text, synced: text}
		}
		parent, name := d.parent(path)
		parent.kids[name], parent.stable[name] = n, n
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// copy is a disk of its own, as this one is.
func (d *disk) copy() *disk {
	twins := map[*node]*node{}
	var twin func(*node) *node
	twin = func(n *node) *node {
		if t, ok := twins[n]; ok {
			return t
		}
		t := &node{folder: n.folder, now: n.now, synced: n.synced, kids: map[string]*node{}, stable: map[string]*node{}}
		twins[n] = t
		for name, k := range n.kids {
			t.kids[name] = twin(k)
		}
		for name, k := range n.stable {
			t.stable[name] = twin(k)
		}
		return t
	}
	return &disk{d.at, twin(d.root)}
}

// parent finds the folder of a path, nil when the path lies elsewhere.
func (d *disk) parent(path string) (parent *node, name string) {
	rel, ok := strings.CutPrefix(path, d.at+"/")
	if !ok {
		return nil, ""
	}
	parts := strings.Split(rel, "/")
	at := d.root
	for _, p := range parts[:len(parts)-1] {
		if at = at.kids[p]; at == nil {
			return nil, ""
		}
	}
	return at, parts[len(parts)-1]
}

func (d *disk) find(path string) *node {
	if path == d.at {
		return d.root
	}
	parent, name := d.parent(path)
	if parent == nil {
		return nil
	}
	return parent.kids[name]
}

// make makes a call. One that fails on a real disk, as an unlink of what is not there, does
// nothing here.
func (d *disk) make(c call) {
	n := d.find(c.path)
	parent, name := d.parent(c.path)
	switch {
	case c.kind == "create" && n == nil && parent != nil:
		parent.kids[name] = &node{}
	case c.kind == "mkdir" && n == nil && parent != nil:
		parent.kids[name] = newFolder()
	case n == nil:
		return
	case c.kind == "create" && c.file:
		n.now = nil
	case c.writes() || c.kind == "copy":
		text := slices.Grow(slices.Clone(n.now), len(c.data))
		if gap := c.at - int64(len(text)); gap > 0 {
			text = append(text, make([]byte, gap)...)
		}
		n.now = append(text[:c.at], append(slices.Clone(c.data), text[min(int64(len(text)), c.at+int64(len(c.data))):]...)...)
	case c.kind == "truncate":
		n.now = append(slices.Clone(n.now), make([]byte, max(0, c.at-int64(len(n.now))))...)[:c.at]
	case c.kind == "fsync" && n.folder:
		n.stable = maps.Clone(n.kids)
	case c.kind == "fsync":
		n.synced = n.now
	case c.kind == "unlink" || c.kind == "rmdir":
		delete(parent.kids, name)
	case c.kind == "rename":
		if to, other := d.parent(c.to); to != nil {
			delete(parent.kids, name)
			to.kids[other] = n
		}
	case c.kind == "link":
		if to, other := d.parent(c.to); to != nil && to.kids[other] == nil {
			to.kids[other] = n
		}
	}
}

// tree lists what a power cut leaves, by path; a folder is nil.
func (d *disk) tree(how kept) map[string][]byte {
	list := map[string][]byte{}
	var walk func(string, *node)
	walk = func(path string, n *node) {
		if !n.folder {
			text := n.synced
			if how == data {
				text = n.now
			}
			list[path] = append([]byte{}, text...)
			return
		}
		list[path] = nil
		kids := n.stable
		if how == names {
			kids = n.kids
		}
		for name, k := range kids {
			if !left(name) {
				walk(filepath.Join(path, name), k)
			}
		}
	}
	walk("", d.root)
	return list
}

// sorted lists the paths of a tree, a folder before what lies in it.
func sorted(tree map[string][]byte) []string { return slices.Sorted(maps.Keys(tree)) }
