package backup

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/errs"
	"beiandesk/internal/infile"
	"beiandesk/internal/vault"
)

// MarkFile says that a place is ours.
const MarkFile = "beiandesk-backup.json"

const (
	placeFormat  = "beiandesk-backups"
	placeVersion = 1
	placeLimit   = 64 << 10
)

// tempPrefix begins the name of what is not whole yet, or is being taken away.
const tempPrefix = ".tmp-"

// folderName is what the backups of one data folder lie under.
var folderName = regexp.MustCompile(`^[0-9a-f]{32}$`)

type placeMark struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Note    string `json:"note"` // for who finds the disk
}

// Ours tells whether a folder is a place of backups. Errors: NotFound where no such folder
// is, Foreign for one that holds something else, Invalid at "target" for what is no folder,
// Newer, Storage. An empty folder is not ours yet: false without an error.
func Ours(dir string) (bool, error) {
	entries, err := os.ReadDir(dir)
	switch {
	case err == nil:
	case isFile(dir):
		return false, errs.AtField("target", "这是一个文件，备份位置要选文件夹")
	case errors.Is(err, fs.ErrNotExist):
		return false, errs.New(errs.NotFound, "备份位置不在：磁盘没有接上，或者文件夹被移走了。接好再备份，或换一个位置")
	default:
		return false, unreadable(err)
	}
	begun := func(e os.DirEntry) bool { return atomicfile.Unfinished(e.Name()) } // by a Claim that was cut off
	if !slices.ContainsFunc(entries, func(e os.DirEntry) bool { return !begun(e) }) {
		return false, nil
	}
	text, err := infile.Read(filepath.Join(dir, MarkFile), "备份位置的记号", placeLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return false, errs.New(errs.Foreign, "这个文件夹里有别的文件，不是备案台的备份位置，没有动它。请选一个空文件夹，或在里面新建一个再选")
	}
	var m placeMark
	if err == nil {
		err = json.Unmarshal(text, &m)
	}
	if err != nil || m.Format != placeFormat {
		return false, errs.Wrap(errs.Foreign, err, "备份位置里的 %s 已损坏或不是备案台写的，没有动它。请换一个空文件夹", MarkFile)
	}
	if m.Version > placeVersion {
		return false, errs.New(errs.Newer, "这个备份位置由更新的版本写成，没有动它。请先升级备案台")
	}
	return true, nil
}

// isFile tells a file from what is not there: to Windows, a file has no path to be listed.
func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// Claim makes a folder a place of backups: one that is empty, or is made where its parent
// is. One that is ours already stays as it is. Errors: those of Ours.
func Claim(dir string) error {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		if err := os.Mkdir(dir, 0o700); err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return errs.New(errs.NotFound, "备份位置的上一级文件夹不在：磁盘没有接上，或者路径写错了。没有新建")
			}
			return unwritable(err)
		}
	}
	ours, err := Ours(dir)
	if err != nil || ours {
		return err
	}
	text, err := json.MarshalIndent(placeMark{placeFormat, placeVersion, "备案台的备份，全部加密。恢复：beiandesk restore --from 这个文件夹 --to 新文件夹"}, "", "  ")
	if err != nil {
		return errs.Wrap(errs.Internal, err, "备份位置的记号写不出来")
	}
	if err := atomicfile.Write(filepath.Join(dir, MarkFile), append(text, '\n')); err != nil {
		return unwritable(err)
	}
	// Its own name may not be on the disk yet.
	if err := atomicfile.SyncDir(filepath.Dir(dir)); err != nil {
		return unwritable(err)
	}
	return nil
}

// Present tells whether a place that was used before is there. Errors: NotFound where it is
// not or is empty, as a mount point is without its disk, and those of Ours.
func Present(dir string) error {
	ours, err := Ours(dir)
	if err == nil && !ours {
		return errs.New(errs.NotFound, "备份位置现在是空的：磁盘可能没有接上，没有在这里新建。确实换了新磁盘的，换一个文件夹，或用命令 backup --new")
	}
	return err
}

// Shelf is where the backups of one data folder lie.
type Shelf struct {
	dir   string
	vault *vault.Vault
	files *vault.Files
}

// ShelfOf gives the shelf of the folder of these keys in a place that is ours; it need not
// be there yet. Errors: Locked.
func ShelfOf(place string, v *vault.Vault) (*Shelf, error) {
	folder, err := v.Folder()
	if err != nil {
		return nil, err
	}
	return shelfAt(filepath.Join(place, folder), v), nil
}

func shelfAt(dir string, v *vault.Vault) *Shelf {
	return &Shelf{dir: dir, vault: v, files: v.Files(dir)}
}

// Backup is one that lies on a shelf.
type Backup struct {
	Name, Dir string
	Manifest  Manifest
	Fault     error // why Manifest can't be trusted
}

// List gives the backups of a shelf, the newest first; those whose manifest can't be trusted
// stand by their name. Errors: Storage.
func (s *Shelf) List() ([]Backup, error) {
	names, err := backupsIn(s.dir)
	if err != nil {
		return nil, err
	}
	list := []Backup{}
	for _, name := range names {
		b := Backup{Name: name, Dir: filepath.Join(s.dir, name)}
		b.Manifest, b.Fault = readManifest(b.Dir, s.vault)
		list = append(list, b)
	}
	return list, nil
}

// backupName is what a backup is called.
var backupName = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{6}(-[0-9]+)?$`)

// backupsIn lists the names of the backups on a shelf, the newest first.
func backupsIn(shelf string) ([]string, error) {
	entries, err := os.ReadDir(shelf)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, unreadable(err)
	}
	names := []string{}
	for _, e := range entries {
		if e.IsDir() && backupName.MatchString(e.Name()) {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	slices.Reverse(names)
	return names, nil
}

// Found is what somebody who names a path means: a shelf, and one backup of it if he has
// named that.
type Found struct {
	Shelf string   // the folder of the shelf
	Name  string   // of one backup, "" for none
	Keys  []string // the backups whose keys open the shelf: that of Name first, then the newest
}

// Find tells what lies at a path: a place, a shelf or one backup. Errors: NotFound where
// nothing of ours is, and those of Ours.
func Find(path string) ([]Found, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, errs.Wrap(errs.NotFound, err, "找不到这个备份，请写完整的路径")
	}
	base, above := filepath.Base(path), filepath.Dir(path)
	if backupName.MatchString(base) && folderName.MatchString(filepath.Base(above)) {
		if _, err := os.Stat(path); err != nil {
			return nil, errs.Wrap(errs.NotFound, err, "找不到这一份备份。请检查路径，磁盘要先接好")
		}
		return findShelf(above, base)
	}
	if folderName.MatchString(base) {
		found, err := findShelf(path, "")
		if err == nil && len(found) == 0 {
			err = noBackup()
		}
		return found, err
	}
	ours, err := Ours(path)
	if err != nil {
		return nil, err
	}
	if !ours {
		return nil, noBackup()
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, unreadable(err)
	}
	all := []Found{}
	for _, e := range entries {
		if !e.IsDir() || !folderName.MatchString(e.Name()) {
			continue
		}
		found, err := findShelf(filepath.Join(path, e.Name()), "")
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	if len(all) == 0 {
		return nil, noBackup()
	}
	return all, nil
}

// Browse lists what lies at a path, a place, a shelf or one backup, for somebody who has no
// keys yet: the newest first, each by what its manifest says. Nothing proves that; who restores
// one has it held to its mark. Errors: those of Find.
func Browse(path string) ([]Backup, error) {
	found, err := Find(path)
	if err != nil {
		return nil, err
	}
	list := []Backup{}
	for _, f := range found {
		for _, dir := range f.Keys {
			if f.Name != "" && filepath.Base(dir) != f.Name {
				continue
			}
			b := Backup{Name: filepath.Base(dir), Dir: dir}
			b.Manifest, b.Fault = peekManifest(dir)
			list = append(list, b)
		}
	}
	slices.SortStableFunc(list, func(a, b Backup) int { return b.Manifest.At.Compare(a.Manifest.At) })
	return list, nil
}

func findShelf(dir, name string) ([]Found, error) {
	names, err := backupsIn(dir)
	if err != nil || len(names) == 0 {
		return nil, err
	}
	f := Found{Shelf: dir, Name: name}
	if name != "" {
		f.Keys = []string{filepath.Join(dir, name)}
	}
	for _, other := range names {
		if other != name {
			f.Keys = append(f.Keys, filepath.Join(dir, other))
		}
	}
	return []Found{f}, nil
}

func noBackup() error {
	return errs.New(errs.NotFound, "这里没有备案台的备份，请检查路径")
}

// isTemp says whether a name is of what is not whole yet.
func isTemp(name string) bool { return strings.HasPrefix(name, tempPrefix) }
