package cli_test

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"beiandesk/internal/cli"
	"beiandesk/internal/faults/faultstest"
)

var numbered = regexp.MustCompile(`编号 ([A-Z2-7]{8})`)

func TestAnInternalErrorIsToldByItsNumberAndStandsInTheLog(t *testing.T) {
	const private = "330106198205290002"
	for name, c := range map[string]struct {
		open func() error
		line string
	}{
		"error": {func() error { return errors.New("the display is gone") }, "the display is gone"},
		"panic": {func() error { panic(private) }, "panic string"},
	} {
		t.Run(name, func(t *testing.T) {
			file := faultstest.File(t)
			r := cli.RunWindow(c.open)
			told := numbered.FindStringSubmatch(r.Err)
			if r.Code != 1 || told == nil || !strings.Contains(r.Err, file) || strings.Count(r.Err, "\n") != 1 {
				t.Fatalf("exit %d, said %q", r.Code, r.Err)
			}
			log, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if line := string(log); strings.Count(line, "\n") != 1 || !strings.Contains(line, " "+told[1]+" ") || !strings.Contains(line, c.line) || strings.Contains(line+r.Err, private) {
				t.Errorf("the log holds %q", line)
			}
		})
	}
}
