// Package demo fills a new folder with lifelike synthetic data, through the same verbs
// as the window: every case is opened, moved, billed and talked about at its own
// moment, in the order in which it would have happened.
//
// People, firms and numbers are made up. Identity numbers bear the serial 000, which is
// never given out, domains end in .example, mail goes to example.com, scans are drawn.
package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Passphrase opens every folder that this package makes. It is no secret.
const Passphrase = "demo-desk-2026"

// MaxCases bounds a demonstration; more would not get more lifelike.
const MaxCases = 20000

// Options say what is made.
type Options struct {
	Cases    int
	Seed     uint64    // the same seed and moment tell the same story
	AsOf     time.Time // when the story ends
	Progress io.Writer // lines for whoever waits
}

// Make fills the folder, which must be new or empty. Errors: Exists for a folder that
// holds anything, Usage for a number out of bounds, Storage.
func Make(ctx context.Context, dir string, opts Options) error {
	if opts.Cases < 0 || opts.Cases > MaxCases {
		return errs.New(errs.Usage, "案件数要在 0 到 %d 之间", MaxCases)
	}
	if err := empty(dir); err != nil {
		return err
	}
	story := plan(opts)
	now := opts.AsOf
	if len(story) > 0 {
		now = story[0].at.Add(-time.Hour)
	}
	d, _, err := desk.Create(ctx, dir, Passphrase, staffNames[0], desk.Options{Demo: true, Now: func() time.Time { return now }})
	if err != nil {
		return err
	}
	w := &world{Office: d.Office, files: map[string][]byte{}, ids: map[int]ref.CaseID{}}
	err = seed(ctx, w)
	if err == nil {
		err = run(ctx, w, story, &now, opts)
	}
	return errors.Join(err, d.Close())
}

func empty(dir string) error {
	list, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return errs.Wrap(errs.Storage, err, "这个文件夹读不了，请检查路径和权限")
	case len(list) > 0:
		return errs.New(errs.Exists, "这个文件夹不是空的，演示数据只写进新文件夹，请换一个")
	}
	return nil
}

// world is the desk while the story runs on it.
type world struct {
	*office.Office
	staff []ref.StaffID
	files map[string][]byte // drawn scans by name
	ids   map[int]ref.CaseID
}

// seed adds the 经办 and fills in what papers need.
func seed(ctx context.Context, w *world) error {
	settings, err := setup.Settings(ctx, w.Office)
	if err != nil {
		return err
	}
	for _, s := range settings.Staff {
		w.staff = append(w.staff, s.ID)
	}
	for _, name := range staffNames[1:] {
		s, err := setup.AddStaff(ctx, w.Office, name)
		if err != nil {
			return err
		}
		w.staff = append(w.staff, s.ID)
	}
	w.Staff = w.staff[0]
	_, err = setup.SaveLetterhead(ctx, w.Office, agency)
	return err
}

// plan writes the whole story: everything that happens in every case, in order of time.
func plan(opts Options) []event {
	c := cal.Embedded()
	story := []event{}
	for i := range opts.Cases {
		// Each case has a stream of its own, so that more cases change no other's story.
		r := rand.New(rand.NewPCG(opts.Seed, uint64(i)))
		if i == 0 {
			story = append(story, walk(opts.AsOf)...)
			continue
		}
		story = append(story, newProfile(i, r, c, opts).events()...)
	}
	slices.SortStableFunc(story, func(a, b event) int { return a.at.Compare(b.at) })
	return story
}

// batch is how many events go into one transaction: few enough that none takes half a
// second.
const batch = 40

// run lets the story happen. Its verbs run inside larger transactions, because ten
// thousand cases of thirty events are three hundred thousand waits for the disk.
func run(ctx context.Context, w *world, story []event, now *time.Time, opts Options) error {
	outside := w.Store
	defer func() { w.Store = outside }()
	done, last := 0, 0
	for chunk := range slices.Chunk(story, batch) {
		err := outside.Write(ctx, func(tx store.Tx) error {
			w.Store = within{tx}
			for _, b := range chunk {
				*now = b.at
				w.Staff = w.staff[b.staff%len(w.staff)]
				if err := b.do(ctx, w); err != nil {
					return stuck(b, err)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		done += len(chunk)
		if percent := done * 100 / len(story); percent >= last+10 {
			last = percent - percent%10
			if _, err := fmt.Fprintf(opts.Progress, "%d%%（%d 件事）\n", last, done); err != nil {
				return errs.Wrap(errs.Storage, err, "进度写不出去")
			}
		}
	}
	*now = opts.AsOf
	return ctx.Err()
}

// stuck says where the story broke off. A full disk is told as such; anything else is
// a fault of the story.
func stuck(b event, err error) error {
	if errs.CodeOf(err) == errs.Storage {
		return err
	}
	return errs.Wrap(errs.Internal, fmt.Errorf("case %d at %s, %s: %w", b.who, cal.At(b.at), b.what, err), "演示数据没有造完，请删掉这个文件夹")
}

// within is a store whose transactions are parts of one that is open already.
type within struct{ tx store.Tx }

func (s within) Write(_ context.Context, f func(store.Tx) error) error { return f(s.tx) }
func (s within) Read(_ context.Context, f func(store.Tx) error) error  { return f(s.tx) }
