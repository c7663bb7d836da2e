package app

import (
	"strings"
	"testing"

	"beiandesk/internal/desk"
)

func TestTheSettingsPageSaysWhatFollowsFromAFolderThatIsNotWhole(t *testing.T) {
	for name, c := range map[string]struct {
		record *desk.BackupRecord
		says   []string
		not    string
	}{
		"none":     {nil, nil, "备份"},
		"whole":    {&desk.BackupRecord{Files: 3}, nil, "备份"},
		"a scan":   {&desk.BackupRecord{Files: 3, Missing: 1}, []string{"更早的完整备份都留着", "再上传一次"}, "先别办理"},
		"database": {&desk.BackupRecord{Faults: 2}, []string{"更早的完整备份都留着", "先别办理"}, "上传"},
	} {
		t.Run(name, func(t *testing.T) {
			got := backupView(desk.BackupState{Last: c.record}, 0).Lacks
			for _, text := range c.says {
				if !strings.Contains(got, text) {
					t.Errorf("%q does not say %q", got, text)
				}
			}
			if strings.Contains(got, c.not) {
				t.Errorf("%q says %q", got, c.not)
			}
		})
	}
}
