package bench_test

import (
	"context"
	"testing"

	"beiandesk/internal/bench"
	"beiandesk/internal/checkup"
	"beiandesk/internal/office/views"
)

func TestAFolderGrowsByCasesOfItsOwnAndIsInOrder(t *testing.T) {
	ctx := context.Background()
	const models, first, grown = 9, 12, 24
	dir, err := bench.Folder(ctx, t.TempDir(), models, first, grown)
	if err != nil {
		t.Fatal(err)
	}
	d, err := bench.Open(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}()
	found, err := checkup.All(ctx, d)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if !f.OK {
			t.Errorf("%s: %s %v", f.Check, f.Detail, f.Fault)
		}
	}
	var list []views.Row
	err = views.EachCase(ctx, d.Office, func(r views.Row) error {
		list = append(list, r)
		return nil
	})
	if err != nil || len(list) != grown {
		t.Fatalf("%d cases, %v", len(list), err)
	}
	for i, c := range list {
		was := list[i%models]
		if c.StageLabel != was.StageLabel || c.Due.Day != was.Due.Day || c.Status != was.Status || c.Unpaid != was.Unpaid {
			t.Errorf("%s stands elsewhere than its model %s: %+v, %+v", c.Number, was.Number, c, was)
		}
		if i >= models && (c.ID == was.ID || c.Client == was.Client || c.Domain != "" && c.Domain == was.Domain) {
			t.Errorf("%s is called as its model: %s, %s", c.Number, c.Client, c.Domain)
		}
	}
}
