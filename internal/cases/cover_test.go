package cases_test

import (
	"testing"

	"beiandesk/internal/cases"
)

func TestPersonalValuesOfAChangeAreCovered(t *testing.T) {
	changes, _ := cases.DetailField("changes")
	for _, c := range []struct{ value, want string }{
		{"负责人手机：13800571001 → 13900572002", "负责人手机：138****1001 → 139****2002"},
		{"办公电话：0086-0571-88880101 → 88880202", "办公电话：0086-0571-****0101 → ****0202"},
		{"负责人证件号码：330106198205290002 → 330106199001010003", "负责人证件号码：330***********0002 → 330***********0003"},
		{"常住地：浙江省杭州市西湖区翠苑一区 8 幢 302 室 → 文一路 12 号", "常住地：浙江省杭州市西湖区**** → ****"},
		{"邮箱：shen@example.com → yao@example.com", "邮箱：sh****@example.com → ya****@example.com"},
		{"负责人：沈一鸣 13800571001 → 姚远 13900572002", "负责人：沈一鸣 138****1001 → 姚远 139****2002"},
		{"网站名称：青禾进销存 → 青禾云仓", "网站名称：青禾进销存 → 青禾云仓"},
		{"备案号：浙ICP备2026051234号-1 → 浙ICP备2026051235号-1", "备案号：浙ICP备2026051234号-1 → 浙ICP备2026051235号-1"},
	} {
		shown, covered := changes.Cover(c.value)
		if shown != c.want || covered != (c.value != c.want) {
			t.Errorf("%s\n\tis shown as %s, %t", c.value, shown, covered)
		}
		if whole, left := changes.Uncover(shown, "网站：一 → 二\n"+c.value); whole != c.value || left {
			t.Errorf("%s comes back as %s, %t", c.value, whole, left)
		}
	}
	key, _ := cases.DetailField("android-key")
	if shown, covered := key.Cover("13800571001"); covered {
		t.Errorf("a key is covered: %s", shown)
	}
}

func TestACoveredLineThatWasTypedOverIsNotKept(t *testing.T) {
	changes, _ := cases.DetailField("changes")
	stored := "负责人手机：13800571001 → 13900572002"
	for _, c := range []struct {
		typed, want string
		left        bool
	}{
		{"负责人手机：138****1001 → 13900573003", "负责人手机：138****1001 → 13900573003", true},
		{"负责人手机：138****1001 → 139****2002\n网站名称：旧 → 新", stored + "\n网站名称：旧 → 新", false},
		{"", "", false},
	} {
		if whole, left := changes.Uncover(c.typed, stored); whole != c.want || left != c.left {
			t.Errorf("%q: %q, %t", c.typed, whole, left)
		}
	}
}
