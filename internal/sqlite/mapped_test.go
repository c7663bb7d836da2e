package sqlite_test

import (
	"context"
	"testing"
	"time"

	"beiandesk/internal/sqlite"
	"beiandesk/internal/sqlstore/sqltx"
)

// A command that reads all of a big desk must not hold a quarter of a gigabyte of its file.
func TestTheFileIsMappedForAProcessThatStays(t *testing.T) {
	ctx := context.Background()
	for name, c := range map[string]struct {
		open func(context.Context, string, sqltx.Sealer, func() time.Time) (*sqlite.Store, error)
		want int
	}{"a command": {sqlite.Open, 0}, "a window": {sqlite.OpenMapped, 256 << 20}} {
		t.Run(name, func(t *testing.T) {
			s, err := c.open(ctx, t.TempDir(), newSealer(), time.Now)
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			}()
			if got, err := s.Count(ctx, "PRAGMA mmap_size"); err != nil || got != c.want {
				t.Errorf("%d bytes are mapped, %v, want %d", got, err, c.want)
			}
		})
	}
}
