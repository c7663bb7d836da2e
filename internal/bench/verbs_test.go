//go:build bench

package bench_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"beiandesk/internal/desk"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/papers"
	"beiandesk/internal/office/views"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Works that are held against each other.
const (
	billName = "A bill is printed"
	warmName = "A warm Chromium prints a page like a bill"
)

// scanSize is that of the biggest scan that portals take.
const scanSize = 20 << 20

// waiting is a case at a stage whose first action asks for nothing.
func waiting(t *testing.T, d *desk.Desk) views.Row {
	t.Helper()
	page, err := views.List(t.Context(), d.Office, store.CaseQuery{View: "open", Stages: []string{"account"}, Limit: 1})
	if err != nil || len(page.Rows) == 0 {
		t.Fatal("no case at account: ", err)
	}
	return page.Rows[0]
}

// plain writes bytes as a copy does, and waits until they lie on the disk.
func plain(path string, content []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.Write(content); err != nil {
		return err
	}
	return f.Sync()
}

// chromium is how a browser prints a page with as many words as a bill has, started for it and
// kept warm; none where there is none.
func chromium(t *testing.T) (cold, warm func() error) {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		return nil, nil
	}
	dir := t.TempDir()
	page := "<meta charset=utf-8><style>td{border:1px solid;padding:4px}</style><h1>服务费账单</h1><table>"
	for i := range 12 {
		page += fmt.Sprintf("<tr><td>ICP 备案服务 %d<td>杭州青禾软件有限公司<td>600.00", i)
	}
	if err := os.WriteFile(filepath.Join(dir, "bill.html"), []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	url := "file://" + filepath.Join(dir, "bill.html")
	cold = func() error {
		return exec.Command(path, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+filepath.Join(dir, "profile"),
			"--print-to-pdf="+filepath.Join(dir, "bill.pdf"), url).Run()
	}
	return cold, kept(t, path, url)
}

// kept starts a Chromium, and prints with it.
func kept(t *testing.T, path, url string) func() error {
	t.Helper()
	script := exec.Command("npm", "run", "--silent", "print", path, url)
	script.Dir, script.Stderr = filepath.Join("..", "..", "frontend"), os.Stderr
	in, err := script.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := script.StdoutPipe()
	if err == nil {
		err = script.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(in.Close(), script.Wait()); err != nil {
			t.Error(err)
		}
	})
	answers := bufio.NewReader(out)
	return func() error {
		if _, err := fmt.Fprintln(in, "bill"); err != nil {
			return err
		}
		_, err := answers.ReadString('\n')
		return err
	}
}

func TestVerbs(t *testing.T) {
	ctx, before := context.Background(), load(t)
	dirs, list := folders(t), sizes(t)
	most := list[len(list)-1]
	d := copied(t, dirs[most])
	one := waiting(t, d)
	bills, err := invoicing.List(ctx, d.Office, store.InvoiceQuery{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	scan, out := make([]byte, scanSize), filepath.Join(t.TempDir(), "copy")
	for i, r := 0, rand.New(rand.NewPCG(1, 2)); i < len(scan); i++ {
		scan[i] = byte(r.Uint32())
	}
	quick := []work{
		{"A stage is moved and the move undone", func() error {
			if _, err := filing.Do(ctx, d.Office, filing.DoInput{CaseID: one.ID, Action: "account.done"}); err != nil {
				return err
			}
			_, err := filing.Do(ctx, d.Office, filing.DoInput{CaseID: one.ID, Action: workflow.ActionUndo})
			return err
		}},
		{billName, func() error { _, err := papers.Invoice(ctx, d.Office, bills.Bills[0].ID); return err }},
		{"A progress report is printed", func() error { _, err := papers.Progress(ctx, d.Office, one.ID); return err }},
		{"20 MB are sealed", func() error { _, err := d.Files.Put(scan); return err }},
		{"20 MB are written and synced", func() error { return plain(out, scan) }},
	}
	slow := []work{{"The day's sheet is printed", func() error { _, err := papers.Daily(ctx, d.Office, papers.All, ""); return err }}}
	if cold, warm := chromium(t); cold != nil {
		quick = append(quick, work{warmName, warm})
		slow = append(slow, work{"Chromium starts and prints a page like a bill", cold})
	}
	places := 0
	slow = append(slow, work{"A backup is made and proved", func() error {
		places++
		_, err := d.Backups().Make(ctx, desk.BackupOrder{Target: filepath.Join(t.TempDir(), fmt.Sprint(places))})
		return err
	}})
	r := newReport(t, "3-verbs", fmt.Sprintf("Verbs at %d cases", most), "work", "median, ms", "p95, ms", "CPU, ms")
	for _, part := range []struct {
		rounds int
		list   []work
	}{{20, quick}, {2, slow}} {
		costs := rounds(t, part.rounds, part.list)
		for _, w := range part.list {
			r.row(w.name, ms(median(costs[w.name])), ms(p95(costs[w.name])), ms(medianCPU(costs[w.name])))
		}
		if sealed, ok := costs["20 MB are sealed"]; ok {
			if costs[warmName] != nil {
				r.row("A bill against a warm Chromium", fmt.Sprintf("%.0f × its speed", float64(median(costs[warmName]))/float64(median(costs[billName]))), "", "")
			}
			r.row("Sealing against copying", fmt.Sprintf("%.2f of its speed", float64(median(costs["20 MB are written and synced"]))/float64(max(median(sealed), time.Microsecond))), "", "")
		}
	}
	r.save(before)
}
