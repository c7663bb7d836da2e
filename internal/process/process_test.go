package process_test

import (
	"os"
	"os/exec"
	"testing"

	"beiandesk/internal/process"
)

func TestTheLivingAreToldFromTheDead(t *testing.T) {
	child := exec.Command(os.Args[0], "-test.run=^$") // it ends at once
	if err := child.Run(); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		pid  int
		want bool
	}{
		"this one":          {os.Getpid(), true},
		"who started it":    {os.Getppid(), true},
		"one that has gone": {child.Process.Pid, false},
		"no id at all":      {0, false},
		"a whole group":     {-os.Getpid(), false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := process.Alive(c.pid); got != c.want {
				t.Errorf("process %d alive: %v", c.pid, got)
			}
		})
	}
}

func TestWhatIsLeftBehindIsJudgedByItsOwnerAlone(t *testing.T) {
	child := exec.Command(os.Args[0], "-test.run=^$") // it ends at once
	if err := child.Run(); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		pid        int
		mine, want bool
	}{
		"by this process":                   {os.Getpid(), true, false},
		"by an earlier one of this very id": {os.Getpid(), false, true},
		"by one that lives":                 {os.Getppid(), false, false},
		"by one that has gone":              {child.Process.Pid, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := process.Gone(c.pid, c.mine); got != c.want {
				t.Errorf("gone: %v", got)
			}
		})
	}
}
