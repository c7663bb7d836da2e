package identity_test

import (
	"fmt"
	"strings"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
)

// badValues lists for each kind values that must fail, by the rule that must say so.
func badValues() map[string]map[string][]string {
	r := seeded()
	spoilt := func(make func() string, from, to int, alphabet string) []string {
		return many(nil, func() string {
			v := make()
			at := from + r.IntN(to-from)
			return v[:at] + other(r, v[at], alphabet) + v[at+1:]
		})
	}
	birth := func(days ...string) []string {
		var list []string
		for _, d := range days {
			body := "330106" + d + "000"
			list = append(list, body+idCheckOf(body))
		}
		return list
	}
	filled := func(format string, n int) []string {
		var list []string
		for i := range n {
			list = append(list, fmt.Sprintf(format, i))
		}
		return list
	}
	return map[string]map[string][]string{
		"id": {
			"id.empty":  {"", "  ", "\u200b"},
			"id.length": {"1", "330502880702447", "33010619820529000", "3301061982052900022", "33050288070244", "沈一鸣"},
			"id.charset": {"33010619820529000Y", "33010619820529*002", "X30106198205290002",
				"一一010519491231002X"},
			"id.birth": birth("19820229", "19821301", "19820532", "19820500", "19820029", "00000000", "19000229", "17991231", "99991332"),
			"id.future": append(birth("20261124", "20270101", "99991231"),
				birth("21000101")...),
			"id.checksum": append([]string{"330502198807024471", "110105194912310021", "340524198001010013", "330106198205290003"},
				spoilt(func() string { return someID(r) }, 14, 18, "0123456789")...),
		},
		"uscc": {
			"uscc.empty":    {"", "\t"},
			"uscc.length":   {"9133", "91330106MA2KQ7T8X", "91330106MA2KQ7T8XJJ", "330106000012345", "MA2KQ7T8X", "杭州青禾软件有限公司"},
			"uscc.charset":  {"91330106MA2KQ7T8IJ", "91330106MAÜKQ7T8XJ", "91330106MA*KQ7T8XJ", "91330106MAOKQ7T8XJ", "91330106MASKQ7T8XJ", "91330106MAVKQ7T8XJ", "9133010AMA2KQ7T8XJ"},
			"uscc.checksum": spoilt(func() string { return someCredit(r) }, 16, 17, creditAlphabet),
			"uscc.id":       {"330106199801137359"},
			"uscc.unknown":  {"000000000000000000"},
		},
		"phone": {
			"phone.empty":   {"", " - "},
			"phone.several": {"13800571001/13800571002", "13800571001 13900571001", "13800571001、13900571001（微信）"},
			"phone.charset": {"1380057100a", "13800571001转8", "O3800571001", "一三八00571001"},
			"phone.length":  append([]string{"1380057100", "138005710011", "110", "95588", "88880101", "057188880101"}, filled("138%07d", 25)...),
			"phone.segment": append([]string{"12800571001", "01380057100", "23800571001", "10086100861", "11012345678"}, filled("12%09d", 25)...),
		},
		"landline": {
			"landline.empty":   {"", " "},
			"landline.hotline": {"400-672-2705", "0086-400-6722705", "0086-0400-6722705", "4006722705", "800 820 8820", "0086-0800-8208820"},
			"landline.several": {"0571-88880101/0571-88880102", "0571-88880101、010-68870788"},
			"landline.mobile":  {"13800571001", "0086-13800571001", "+8613800571001"},
			"landline.format": append([]string{
				"88880101", "008605711-88880101", "0086-0571-888801", "0086-0571-888801011", "0086-0571-88880101-801", "0571-88880101转801",
				"0086-05711-8888010", "0086-0571-8888010a", "0085-0571-88880101", "无", "57188880101", "5711-8888010", "571-888801",
			}, filled("888%05d", 25)...),
			"landline.fake": append(cross([]string{"0086-010-", "0086-0571-", "021-"}, []string{"00000000", "11111111", "88888888", "12345678", "23456789", "98765432", "87654321", "01234567"}),
				"0086-0931-1234567", "0086-0931-0480001", "0086-0931-2222222"),
		},
		"postcode": {
			"postcode.empty":  {"", "　"},
			"postcode.format": append([]string{"31001", "3100133", "31001a", "31-0013", "杭州", "３１００１", "3.0013", "+10013", "310013-1"}, filled("3100%d", 9)...),
			"postcode.fake":   {"000000", "０００００0"},
		},
		"lead-name": {
			"lead-name.empty":   {"", "　 "},
			"lead-name.letters": append([]string{"Shen Yiming", "沈1鸣", "沈一鸣2", "Ａ先生", "沈一鸣(1)", "John", "王e", "123", "张３"}, filled("沈一鸣%d", 10)...),
			"lead-name.charset": {"沈一鸣!", "沈/周", "·买买提", "买买提·", "买买提··吐尔逊", "沈_一鸣", "（沈一鸣）", "沈、周", "カナ", "沈一鸣😀"},
			"lead-name.space":   {"古丽米热 艾比布力", "买买提\u3000吐尔逊江", "阿卜杜拉 买买提 江"},
			"lead-name.length":  {"沈", "·沈"[2:], strings.Repeat("沈", 41)},
			"lead-name.title": append(cross([]string{"王", "李", "张", "陈", "欧阳"}, []string{"先生", "小姐", "女士", "老师", "经理", "老板"}),
				"小姐李", "先生王"),
			"lead-name.placeholder": {"个人", "王个人", "某某", "张某", "张某某", "负责人", "网站负责人", "管理员", "测试", "青禾公司", "匿名", "不详", "未知", "站长", "客服"},
		},
		"domain": {
			"domain.empty":   {"", "."},
			"domain.several": {"a.com,b.com", "a.cn/b.cn", "a.com、b.com", "a.com b.cn", "青禾.中国;qinghe.cn"},
			"domain.path":    {"a/b", "/a.com", "a\\b"},
			"domain.port":    {"a:b", "example.com:http"},
			"domain.address": {"203.0.113.10", "::1", "[::1]", "2001:db8::1", "127.0.0.1"},
			"domain.labels":  {"example", "localhost", "青禾", "com", "cn"},
			"domain.charset": append([]string{
				"exa mple.com", "exa_mple.com", "-example.com", "example-.com", "a..com", ".example.com", "exam!ple.com",
				"a@example.com", "青 禾.中国", strings.Repeat("a", 64) + ".com", strings.Repeat("abcdefgh.", 32) + "com", "*.example.com", "ab--cd.com", "xn--a.com",
				"example.c_m", "“example”.com", "exämple.com", "еxample.com", "😀.com", "xn--e28h.com",
			}, filled("a_%d.com", 10)...),
			"domain.suffix": {"com.cn", "org.cn", "example.123", "gov.cn", "公司.cn", "1.2.3.4.5"},
		},
		"icp": {
			"icp.empty": {"", " "},
			"icp.format": append([]string{
				"ICP备2026051234号", "浙ICP2026051234号", "浙ICP备20260512345号", "浙ICP备20260512341", "浙省ICP备2026051234号-1", "京ICP证03017号", "浙ICP备202605123号", "浙ICP备2026051号-1",
				"浙ICP备2026051234号-", "浙ICP备2026051234号-A", "浙ICP备2026051234号-1B", "浙ICP备2026051234号-1-2", "2026051234", "浙ICP证2026051234号",
				"粤B2-2001000-1", "粤B3-20010001-1", "粤B2-20010001-", "粤B-20010001", "B2-20010001", "浙ICP备2026051234号-1AA", "浙公网安备 33010602012345号",
				"浙ICP备2026051234号-0", "浙ICP备2026051234号-01", "备案中", "浙ICP备2026051234号-1234567", "浙IPC备2026051234号",
			}, filled("浙ICP备%d号", 20)...),
			"icp.province": {"甘ICP备2026051234号-1", "川ICP备2026051234号-1", "贵ICP备2026051234号", "港ICP备2026051234号", "台ICP备2026051234号-1", "国ICP备2026051234号", "川B2-20010001-1"},
		},
		"police": {
			"police.empty": {"", " "},
			"police.format": append([]string{
				"公网安备33010602012345号", "浙公网安备3301060201234号", "浙公网安备330106020123456号", "浙公网备33010602012345号", "33010602012345",
				"浙公网安备3301060201234a号", "浙公安备33010602012345号", "浙公网安备-33010602012345号", "浙ICP备2026051234号-1", "备案中",
				"浙公网安备33010602012345号-1", "ZJ公网安备33010602012345号", "浙公网安备（33010602012345）号",
			}, filled("浙公网安备 3301060%d号", 30)...),
			"police.province": {"陇公网安备 62010202000001号", "蜀公网安备 51010702000001号", "黔公网安备 52010202000001号", "港公网安备 81000002000001号", "台公网安备 71000002000001号", "国公网安备 11000002000001号"},
		},
		"site-name": {
			"site-name.empty":      {"", "　"},
			"site-name.latin":      append([]string{"Qinghe", "GitHub2026", "12345", "ＡＢＣ", "a", "2026"}, filled("site%d", 10)...),
			"site-name.domain":     {"qinghe.example", "www.qinghe.cn", "墨鱼.中国", "青禾软件.网址", "QINGHE.CN", "墨鱼。中国"},
			"site-name.symbol":     {"青禾-进销存", "青禾 进销存", "青禾进销存!", "《青禾进销存》", "青禾·进销存", "青禾_进销存", "青禾&进销存", "青禾进销存😀", "青禾，进销存", "青禾（杭州）软件", "青禾+进销存", "#青禾进销存", "---"},
			"site-name.length":     {"青禾", "网", "青禾ERP", "墨鱼2026"},
			"site-name.national":   {"中国青禾网", "中华读书网", "维权之家", "中国软件", "中华网", "中国摄影作品"},
			"site-name.government": {"杭州市人民政府", "西湖监察网", "某某市人民政府网站", "青禾监察"},
			"site-name.news":       {"西湖新闻网", "青禾新闻网", "新闻网杭州"},
		},
		"email": {
			"email.empty":  {"", " "},
			"email.format": {"shen", "shen example.com", "@example.com", ".a@example.com", "a.@example.com", "a..b@example.com", "沈@example.com", "s hen@example.com", strings.Repeat("a", 65) + "@example.com"},
			"email.domain": {"a@", "a@example", "a@b@example.com", "a@exa_mple.com", "a@203.0.113.10", "a@example.com/x"},
		},
		"document": {"document.empty": {"", "　", "\u200b"}},
	}
}

func TestBadValuesFailByTheirRule(t *testing.T) {
	bad := badValues()
	for _, kind := range identity.Kinds() {
		n := 0
		for rule, values := range bad[kind] {
			n += len(values)
			t.Run(rule, func(t *testing.T) {
				for _, value := range values {
					check, err := identity.Run(kind, value, today(t))
					if err != nil || check.OK || check.Rule != rule || check.Message == "" {
						t.Errorf("%q: %+v, %v", value, check, err)
					}
				}
			})
		}
		if n < 50 && kind != "email" && kind != "document" && kind != "postcode" {
			t.Errorf("%s has only %d bad values", kind, n)
		}
	}
}

// A number that fails is still somebody's: the message must not carry it on.
func TestMessagesNeverRepeatTheValue(t *testing.T) {
	for _, kind := range []string{"id", "phone", "landline", "email", "document"} {
		t.Run(kind, func(t *testing.T) {
			for _, values := range badValues()[kind] {
				for _, value := range values {
					check, err := identity.Run(kind, value, today(t))
					if err != nil {
						t.Fatal(err)
					}
					for _, text := range []string{value, check.Value} {
						if len(text) > 5 && strings.Contains(check.Message, text) {
							t.Errorf("the message repeats the value: %s", check.Message)
						}
					}
				}
			}
		})
	}
}

func TestChecksumMessageSaysWhatTheLastPlaceShouldBe(t *testing.T) {
	for kind, c := range map[string][2]string{
		"id":   {"110105194912310021", "末位应为 X"},
		"uscc": {"91330106MA2KQ7T81J", "末位应为 "},
	} {
		if check, err := identity.Run(kind, c[0], today(t)); err != nil || !strings.Contains(check.Message, c[1]) {
			t.Errorf("%s: %+v, %v", kind, check, err)
		}
	}
}

func TestUnknownKindIsAUsageError(t *testing.T) {
	if _, err := identity.Run("passport", "E12345678", today(t)); errs.CodeOf(err) != errs.Usage {
		t.Errorf("an unknown kind: %v", err)
	}
}
