package storetest

import (
	"errors"
	"sync"

	"beiandesk/internal/errs"
	"beiandesk/internal/store"
)

var transactions = map[string]func(*desk){
	"an error takes everything back": func(d *desk) {
		failed := errors.New("no")
		err := d.store.Write(d.Context(), func(tx store.Tx) error {
			if err := tx.Staff().Add(store.Staff{ID: "a", Name: "周敏"}); err != nil {
				return err
			}
			return failed
		})
		if !errors.Is(err, failed) {
			d.Errorf("write gave %v, want the error of its function", err)
		}
		same(d, "staff", len(got(d, func(tx store.Tx) ([]store.Staff, error) { return tx.Staff().All() })), 0)
	},
	"a panic takes everything back and leaves the store usable": func(d *desk) {
		func() {
			defer func() { _ = recover() }()
			_ = d.store.Write(d.Context(), func(tx store.Tx) error {
				if err := tx.Staff().Add(store.Staff{ID: "a", Name: "周敏"}); err != nil {
					return err
				}
				panic("no")
			})
		}()
		d.colleague("林晓")
		same(d, "staff", len(got(d, func(tx store.Tx) ([]store.Staff, error) { return tx.Staff().All() })), 1)
	},
	"a read can't write": func(d *desk) {
		for name, f := range map[string]func(store.Tx) error{
			"staff":   func(tx store.Tx) error { return tx.Staff().Add(store.Staff{ID: "a"}) },
			"journal": func(tx store.Tx) error { _, err := tx.Journal().Append(store.Entry{At: now}); return err },
			"number":  func(tx store.Tx) error { _, err := tx.Numbers().Next("ZD", 2026); return err },
			"raise":   func(tx store.Tx) error { return tx.Numbers().Raise(store.Counter{Series: "ZD", Year: 2026, Last: 1}) },
			"setting": func(tx store.Tx) error { return tx.Settings().Put("a", "b", 0) },
		} {
			if err := d.store.Read(d.Context(), f); errs.CodeOf(err) != errs.Internal {
				d.Errorf("%s in a read gave %v, want an internal error", name, err)
			}
		}
	},
	"a read keeps the state it began with": func(d *desk) {
		d.colleague("周敏")
		d.read(func(tx store.Tx) error {
			before, err := tx.Staff().All()
			if err != nil {
				return err
			}
			written := make(chan error)
			go func() {
				written <- d.store.Write(d.Context(), func(tx store.Tx) error {
					return tx.Staff().Add(store.Staff{ID: "b", Name: "林晓"})
				})
			}()
			if err := <-written; err != nil {
				return err
			}
			after, err := tx.Staff().All()
			same(d, "staff seen after another's write", len(after), len(before))
			return err
		})
	},
	"writers take turns": func(d *desk) {
		const writers, each = 8, 5
		var group sync.WaitGroup
		failed := make(chan error, writers*each)
		for range writers {
			group.Go(func() {
				for range each {
					failed <- d.store.Write(d.Context(), func(tx store.Tx) error {
						_, err := tx.Numbers().Next("ZD", 2026)
						return err
					})
				}
			})
		}
		group.Wait()
		close(failed)
		for err := range failed {
			if err != nil {
				d.Error(err)
			}
		}
		d.write(func(tx store.Tx) error {
			n, err := tx.Numbers().Next("ZD", 2026)
			same(d, "next number", n, writers*each+1)
			return err
		})
	},
}
