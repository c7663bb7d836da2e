package paper_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/paper"
)

func TestARecoverySheetHasEveryGroupAndRoomForTheCode(t *testing.T) {
	v := paper.Recovery{Folder: "/home/周敏/" + strings.Repeat("很长的文件夹/", 12), CodeGroups: 8, GeneratedAt: time.Date(2026, 11, 23, 8, 30, 0, 0, cal.Zone)}
	for i := range 86 {
		v.Groups = append(v.Groups, fmt.Sprintf("G%04d", i))
	}
	l, err := paper.LayoutRecovery(v)
	if err != nil {
		t.Fatal(err)
	}
	inside(t, l)
	got := texts(l)
	for _, want := range append([]string{"恢复码（手抄", "按恢复单恢复", "keys restore --sheet"}, v.Groups...) {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not on the paper", want)
		}
	}
	if l.Pages != 1 {
		t.Errorf("%d pages", l.Pages)
	}
	v.Groups = nil
	if _, err := paper.RenderRecovery(v); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("a sheet of nothing: %v", err)
	}
}
