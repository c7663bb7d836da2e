package cases_test

import (
	"testing"

	"beiandesk/internal/cases"
)

func TestEveryDetailHasAListWithItsSourceAndACodeOfItsOwn(t *testing.T) {
	seen := map[string]string{} // a field that several types ask for is judged alike in each
	for _, kind := range []string{"app", "mini", "access", "change", "cancel"} {
		list := cases.DetailsOf(kind)
		if list.Title == "" || list.Source == "" || list.Sourced == "" || len(list.Fields) == 0 {
			t.Errorf("%s: %+v", kind, list)
		}
		for _, f := range list.Fields {
			looks := f.Label + f.Pattern + f.Wrong
			if was, again := seen[f.Code]; f.Label == "" || again && was != looks || (f.Pattern == "") != (f.Wrong == "") {
				t.Errorf("%s/%s", kind, f.Code)
			}
			seen[f.Code] = looks
			if found, ok := cases.DetailField(f.Code); !ok || found.Label != f.Label {
				t.Errorf("%s is not found", f.Code)
			}
		}
	}
	if list := cases.DetailsOf("first"); len(list.Fields) > 0 {
		t.Errorf("a first filing asks %+v", list)
	}
}

func TestDetailsAreJudgedByTheirLooks(t *testing.T) {
	for _, c := range []struct {
		code, value, kept string
		wrong             bool
	}{
		{"android-package", " com.qinghe.stock ", "com.qinghe.stock", false},
		{"android-package", "无", "无", false},
		{"android-package", "青禾进销存", "青禾进销存", true},
		{"android-md5", "0A:1B:2C:3D:4E:5F:60:71:82:93:A4:B5:C6:D7:E8:F9", "0A:1B:2C:3D:4E:5F:60:71:82:93:A4:B5:C6:D7:E8:F9", false},
		{"android-md5", "0A1B", "0A1B", true},
		{"ios-sha1", "da39a3ee5e6b4b0d3255bfef95601890afd80709", "da39a3ee5e6b4b0d3255bfef95601890afd80709", false},
		{"ios-sha1", "0A:1B:2C:3D:4E:5F:60:71:82:93:A4:B5:C6:D7:E8:F9", "0A:1B:2C:3D:4E:5F:60:71:82:93:A4:B5:C6:D7:E8:F9", true},
		{"old-number", "浙ICP备2026051234号-1", "浙ICP备2026051234号-1", false},
		{"old-number", "粤B2-20010001-1", "粤B2-20010001-1", false},
		{"old-number", "浙ICP备2026051234号", "浙ICP备2026051234号", true},
		{"password-keeper", "原接入服务商（Alibaba Cloud）", "原接入服务商（Alibaba Cloud）", false},
		{"password-keeper", "qh2026xy", "qh2026xy", true},
		{"changes", "负责人手机：旧号 -> 新号\n\n 通信地址：文三路 → 文一路 ", "负责人手机：旧号 → 新号\n通信地址：文三路 → 文一路", false},
		{"changes", "负责人手机换了", "负责人手机换了", true},
		{"changes", "", "", false},
	} {
		f, _ := cases.DetailField(c.code)
		if kept, fault := f.Read(c.value); kept != c.kept || (fault != "") != c.wrong {
			t.Errorf("%s %q: %q, %q", c.code, c.value, kept, fault)
		}
	}
}
