package identity_test

import (
	"fmt"
	"strings"
	"testing"

	"beiandesk/internal/identity"
)

// The sentence names the slip, not only the form that is wanted.
func TestTheMessageNamesTheSlip(t *testing.T) {
	for _, c := range []struct{ kind, value, part string }{
		{"id", "33O106198205290003", "第 3 位应为数字"},
		{"id", "33010619820529000A", "末位应为数字或 X"},
		{"id", "33010619820529000", "现在是 17 位"},
		{"uscc", "9133O106MA2KQ7T80J", "第 5 位应为数字"},
		{"uscc", "91330106MA2KQ7T8XI", "第 18 位是字母 I"},
		{"uscc", "91330106MA2KQ7T8X*", "第 18 位应为数字或字母"},
		{"uscc", "123456789", "旧组织机构代码"},
		{"uscc", "330106000012345", "旧注册号"},
		{"uscc", "统一社会信用代码", "汉字"},
		{"phone", "0571-88880101", "座机"},
		{"phone", "400-820-8820", "热线"},
		{"phone", "13800571001,13900571001", "138****1001 和 139****1001，一栏只填一个"},
		{"phone", "1.38006E+10", "科学计数"},
		{"id", "3.30106E+17", "科学计数"},
		{"landline", "5.71889E+10", "科学计数"},
		{"uscc", "9.13301E+17", "科学计数"},
		{"id", "330106199001031000", "15 位以后的数字丢了"},
		{"uscc", "330106199801137359", "像是身份证号码"},
		{"landline", "0571-88880101/0571-88880102", "0571-****0101 和 0571-****0102"},
		{"domain", "a.com/b.cn", "a.com 和 b.cn"},
		{"icp", "浙ICP备20260512341", "可以是 浙ICP备2026051234号-1，也可以是 浙ICP备20260512号-341"},
		{"icp", "浙ICP2026051234号", "可以是“ICP备”（备案），也可以是“ICP证”"},
		{"lead-name", "古丽米热 艾比布力", "可以是“古丽米热·艾比布力”，也可以是“古丽米热艾比布力”"},
		{"landline", "88880101", "前面还缺 0086 和区号；"},
		{"landline", "0086-0571-88880101-801", "请去掉最后一段"},
		{"landline", "0086-0571-888801", "应为 7 或 8 位"},
		{"landline", "400-820-8820", "热线不行"},
		{"landline", "0086-0571", "还缺号码"},
		{"postcode", "31001", "现在是 5 位"},
		{"postcode", "310-013", "横线"},
		{"lead-name", "沈一鸣/李四", "只写一个人"},
		{"lead-name", strings.Repeat("沈", 41), "太长"},
		{"domain", "a..com", "空的一段"},
		{"domain", ".com", "空的一段"},
		{"domain", "a.com..", "空的一段"},
		{"domain", "a-.com", "连字符开头或结尾"},
		{"domain", "a_b.com", "下划线"},
		{"domain", "a b.com", "空格"},
		{"domain", "a@b.com", "像是邮箱"},
		{"domain", "a.com,b.com", "一次只写一个"},
		{"domain", "a,com", "不用逗号"},
		{"domain", "*.a.com", "星号"},
		{"domain", "ab--c.com", "还原不出汉字"},
		{"domain", "пример.com", "不是英文字母"},
		{"domain", strings.Repeat("a", 64) + ".com", "太长"},
		{"icp", "浙ICP备202605123号", "现在是 9 位"},
		{"icp", "浙ICP备2026051234号-1B", "A、X 或 K"},
		{"icp", "ICP备2026051234号", "少了省份简称"},
		{"icp", "2026051234", "只有数字"},
		{"icp", "京ICP证0301号", "6 或 8 位数字"},
		{"icp", "浙公网安备33010602012345号", "这是公安备案号"},
		{"police", "浙公网安备3301060201234号", "现在是 13 位"},
		{"police", "公网安备33010602012345号", "少了省份简称"},
		{"police", "33010602012345", "只有数字"},
		{"police", "浙公安备33010602012345号", "“公网安备”四个字"},
		{"police", "浙ICP备2026051234号-1", "这是 ICP 备案号"},
		{"email", "a", "少了 @"},
		{"email", "a@@b.com", "有 2 个 @"},
		{"email", "a@b@c.com", "有 2 个 @"},
		{"email", ".a@b@c.com", "有 2 个 @"},
		{"email", "@b.com", "前面少了名字"},
		{"email", "b@", "后面少了域名"},
		{"email", "a b@c.com", "空格"},
		{"email", "张三@b.com", "不能有汉字"},
		{"email", "a..b@c.com", "两个点连在一起"},
		{"email", strings.Repeat("a", 65) + "@b.com", "最多 64 个字符"},
		{"email", "a(b@c.com", "不能用的符号"},
		{"email", "a@b..com", "@ 后面不对：域名里有空的一段"},
	} {
		t.Run(fmt.Sprintf("%s %q", c.kind, c.value), func(t *testing.T) {
			check, err := identity.Run(c.kind, c.value, today(t))
			if err != nil || check.OK || !strings.Contains(check.Message, c.part) {
				t.Errorf("%s %q: %q, want %q", c.kind, c.value, check.Message, c.part)
			}
		})
	}
}

func TestWhatIsOddIsAskedAbout(t *testing.T) {
	for _, c := range []struct{ kind, value, rule string }{
		{"document", "12", "document.doubtful"}, {"document", "港澳通行证", "document.doubtful"},
		{"lead-name", "李总", "lead-name.role"}, {"lead-name", "沈一鸣沈一鸣沈一鸣", "lead-name.long"},
	} {
		check, err := identity.Run(c.kind, c.value, today(t))
		if err != nil || !check.OK || len(check.Warnings) != 1 || check.Warnings[0].Rule != c.rule {
			t.Errorf("%s %q: %+v", c.kind, c.value, check)
		}
	}
}

func TestWhatIsSensitiveIsCoveredInAMessage(t *testing.T) {
	for kind, c := range map[string][2]string{
		"id": {"330106198205290002", "330***********0002"}, "phone": {"13800571001", "138****1001"}, "email": {"shen@example.com", "sh****@example.com"},
		"landline": {"0086-0571-88880101", "0086-0571-****0101"}, "document": {"E12345678", "E******78"}, "domain": {"qinghe.example", "qinghe.example"},
	} {
		t.Run(kind, func(t *testing.T) {
			if got := identity.Shown(kind, c[0]); got != c[1] {
				t.Errorf("%s is shown as %q, want %q", kind, got, c[1])
			}
		})
	}
}
