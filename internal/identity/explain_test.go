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
		{"id", "33O106198205290002", "第 3 位应为数字"},
		{"id", "33010619820529000A", "末位应为数字或 X"},
		{"id", "330106-19820529-0002", "不写横线"},
		{"id", "33010619820529000", "现在是 17 位"},
		{"uscc", "9133O106MA2KQ7T8XJ", "第 5 位应为数字"},
		{"uscc", "91330106MA2KQ7T8XI", "第 18 位是字母 I"},
		{"uscc", "91330106MA2KQ7T8X*", "第 18 位应为数字或字母"},
		{"uscc", "123456789", "旧组织机构代码"},
		{"uscc", "330106000012345", "旧注册号"},
		{"uscc", "统一社会信用代码", "汉字"},
		{"phone", "0571-88880101", "座机"},
		{"phone", "400-820-8820", "热线"},
		{"phone", "13800571001,13900571001", "只填一个"},
		{"landline", "0571-88880101", "前面还要加 0086-；"},
		{"landline", "88880101", "前面还缺 0086 和区号；"},
		{"landline", "0086-571-88880101", "区号前面要带 0"},
		{"landline", "0086-0571-88880101-801", "请去掉最后一段"},
		{"landline", "+86-0571-88880101", "国家代码要写成 0086"},
		{"landline", "0086 0571 88880101", "用 - 隔开"},
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
		{"domain", "网站：a.com", "冒号，请只写域名"},
		{"domain", "a.com:80", "端口号"},
		{"icp", "浙ICP备2026051234", "少了“号”字"},
		{"icp", "浙ICP备202605123号", "现在是 9 位"},
		{"icp", "浙ICP备2026O51234号", "只写数字"},
		{"icp", "浙ICP备2026051234-1号", "序号要写在“号”的后面"},
		{"icp", "浙ICP备2026051234号1", "之间要有 -"},
		{"icp", "浙ICP备2026051234号-1B", "A、X 或 K"},
		{"icp", "浙江ICP备2026051234号-1", "一个字的简称"},
		{"icp", "ICP备2026051234号", "少了省份简称"},
		{"icp", "2026051234", "只有数字"},
		{"icp", "京ICP证030173号", "经营许可证"},
		{"icp", "浙公网安备33010602012345号", "这是公安备案号"},
		{"police", "浙公网安备3301060201234号", "现在是 13 位"},
		{"police", "浙公网安备3301060201234O号", "只写数字"},
		{"police", "浙公网安备33010602012345", "少了“号”字"},
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
		{"email", "mailto:a@b.com", "请去掉 mailto:"},
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
