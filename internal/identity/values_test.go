package identity_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/identity"
)

// verdict is what a value of the table comes to.
type verdict struct {
	kind, value string
	kept        string   // as it is kept; "" when it is refused
	rule        string   // that refuses it
	warns       []string // rules that must warn
	quiet       string   // a rule that must not warn
	noted       bool     // a change must be told
}

// judged says for each line of testdata/values.tsv, by kind and input, what its values
// come to in this package.
var judged = map[string][]verdict{
	"uscc\t91350203M0001QKT19": {{"uscc", "91350203M0001QKT19", "91350203M0001QKT19", "", []string{"uscc.checksum"}, "uscc.org", false}},
	"uscc\t330106199801137359": {{"uscc", "330106199801137359", "", "uscc.id", nil, "", false}},
	"uscc\t000000000000000000": {{"uscc", "000000000000000000", "", "uscc.unknown", nil, "", false}},
	"uscc\t31330000MD0234567X-like codes (law firms, 31)": {
		{"uscc", "31330000" + orgOf("MD023456") + creditCheckOf("31330000"+orgOf("MD023456")), "31330000" + orgOf("MD023456") + creditCheckOf("31330000"+orgOf("MD023456")), "", nil, "uscc.authority", false},
	},
	"id\t'330106198205290002 and =\"330106198205290002\"": {
		{"id", "'330106198205290002", "330106198205290002", "", nil, "", true}, {"id", `="330106198205290002"`, "330106198205290002", "", nil, "", true},
		{"phone", "'13800571001", "13800571001", "", nil, "", true}, {"uscc", `="91330106MA2KQ7T8XJ"`, "91330106MA2KQ7T8XJ", "", nil, "", true}, {"postcode", "'310013", "310013", "", nil, "", true},
	},
	"id\t330106199001030000": {{"id", "330106199001030000", "330106199001030000", "", []string{"id.cut"}, "", false}},
	"id\t91184019850312010X": { // its last place misses GB 11643; 8 is right
		{"id", "91184019850312010X", "", "id.checksum", nil, "", false}, {"id", "911840198503120108", "911840198503120108", "", nil, "id.division", false},
	},
	"lead-name\tJOHN SMITH with a passport": {
		{"foreign-name", "JOHN SMITH", "JOHN SMITH", "", nil, "", false}, {"lead-name", "JOHN SMITH", "", "lead-name.letters", nil, "", false},
		{"foreign-name", "Anne-Marie O'Neill Jr.", "Anne-Marie O'Neill Jr.", "", nil, "", false}, {"foreign-name", "J0HN", "", "lead-name.letters", nil, "", false},
	},
	"lead-name\t李⽂ (U+2F42), ⻢云 (U+2EE2)": {
		{"lead-name", "李⽂", "李文", "", nil, "", true}, {"lead-name", "⻢云", "马云", "", nil, "", true}, {"site-name", "⻢云读书", "马云读书", "", nil, "", true},
		{"icp", "⿊ICP备2026051234号", "黑ICP备2026051234号", "", nil, "", true}, {"police", "⿊公网安备 23010202000001号", "黑公网安备 23010202000001号", "", nil, "", true},
	},
	"client\t杭州⾼⽴软件有限公司, then 杭州高立软件有限公司": {{"text", "杭州⾼⽴软件有限公司", "杭州高立软件有限公司", "", nil, "", true}},
	"lead-name\t古丽米热 艾比布力 (space)":        {{"lead-name", "古丽米热 艾比布力", "", "lead-name.space", nil, "", false}},
	"lead-name\t艾力⋅吐尔逊 (U+22C5), ﹒ (U+FE52), ˙ (U+02D9), 丶 (U+4E36)": {
		{"lead-name", "艾力⋅吐尔逊", "艾力·吐尔逊", "", nil, "", true}, {"lead-name", "艾力﹒吐尔逊", "艾力·吐尔逊", "", nil, "", true},
		{"lead-name", "艾力˙吐尔逊", "艾力·吐尔逊", "", nil, "", true}, {"lead-name", "艾力丶吐尔逊", "艾力·吐尔逊", "", nil, "", true},
	},
	"client\t葛 + U+E0100 (variation selector)": {{"text", "葛\U000E0100", "葛", "", nil, "", true}},
	"phone\t013800571001":                      {{"phone", "013800571001", "13800571001", "", nil, "", true}},
	"site-name\t500 characters": {
		{"site-name", strings.Repeat("青", 500), strings.Repeat("青", 500), "", []string{"site-name.long"}, "", false},
		{"site-name", strings.Repeat("青", 30), strings.Repeat("青", 30), "", nil, "site-name.long", false},
	},
	"landline\t0086-400-6722705, 0086-0400-6722705": {
		{"landline", "0086-400-6722705", "", "landline.hotline", nil, "", false}, {"landline", "0086-0400-6722705", "", "landline.hotline", nil, "", false},
	},
	"landline\t0086-0300-5012345, 0086-0601-5012345": {
		{"landline", "0086-0300-5012345", "0086-0300-5012345", "", []string{"landline.area"}, "", false}, {"landline", "0086-0601-5012345", "0086-0601-5012345", "", []string{"landline.area"}, "", false},
	},
	"landline\t0931-8412207 in the form": {{"landline", "0931-8412207", "0086-0931-8412207", "", nil, "landline.area", true}},
	"icp\t京ICP证030173号-136, 京ICP证150476号": {
		{"icp", "京ICP证030173号-136", "京ICP证030173号-136", "", nil, "icp.year", false}, {"icp", "京ICP证150476号", "京ICP证150476号", "", nil, "icp.year", false},
	},
	"icp\t浙ICP备2026051234 (no 号)": {{"icp", "浙ICP备2026051234", "浙ICP备2026051234号", "", nil, "", true}},
	"police\ta number of another province, a year ahead": {
		{"police", "浙公网安备 44010602012345号", "浙公网安备 44010602012345号", "", []string{"police.division"}, "", false}, {"icp", "浙ICP备2027051234号-1", "浙ICP备2027051234号-1", "", []string{"icp.year"}, "", false},
	},
	"domain\thttps://www.qinghe.example/ typed or pasted into a form": {{"domain", "https://www.qinghe.example/", "qinghe.example", "", nil, "domain.subdomain", true}},
	"domain\tqinghe｡cn (U+FF61)":                                      {{"domain", "qinghe｡cn", "qinghe.cn", "", nil, "", true}},
	"domain\tx.con, x.c0m, x.local, x.foobar": {
		{"domain", "x.con", "x.con", "", []string{"domain.unknown"}, "", false}, {"domain", "x.c0m", "x.c0m", "", []string{"domain.unknown"}, "", false},
		{"domain", "x.local", "x.local", "", []string{"domain.unknown"}, "", false}, {"domain", "x.foobar", "x.foobar", "", []string{"domain.unknown"}, "", false},
	},
	"domain\tx.io, x.dev, x.me": {
		{"domain", "x.io", "x.io", "", []string{"domain.approved"}, "", false}, {"domain", "x.dev", "x.dev", "", []string{"domain.approved"}, "", false}, {"domain", "x.me", "x.me", "", []string{"domain.approved"}, "", false},
	},
}

// elsewhere are the lines that other packages answer for, each with what does.
var elsewhere = map[string]string{
	"doc-kind\t外国人永久居留身份证, 港澳台居民居住证":                                                                                "internal/office/people, TestDocumentsOfHongKongTaiwanAndForeignersAreKindsOfTheirOwn",
	"icp\t…号-1A for a first website filing":                                                                         "internal/workflow, guards_test.go",
	"police\tone number for two sites":                                                                              "internal/workflow, sites_test.go",
	"address\t江苏省南京市鼓楼区中山路; 北京市海淀区中关村大街; 江苏省南京市鼓楼区":                                                                 "TestAnAddressNamesItsDoor",
	"address\t天津 河北区中山路1号, 内蒙古 海南区…":                                                                                "TestADistrictNamedLikeAProvinceIsNone",
	"subject\tclient 12345 or ABC, enterprise, stages 3 and 14":                                                     "internal/rules, TestASubjectsNameIsWholeAndFitsItsKind",
	"subject\tclient 张三 as enterprise; 杭州试验有限公司 as a person":                                                        "internal/rules, TestASubjectsNameIsWholeAndFitsItsKind",
	"holidays\ta notice that names an ordinary weekday as worked (2020-02-03)":                                      "internal/cal, TestANoticeMayNameAnOrdinaryWeekdayAsWorked",
	"payment\tdated before its bill":                                                                                "internal/office/invoicing, TestAPaymentBeforeItsBillIsAsked",
	"date\t2027.6.30, 20270910, 2026/11/29, 11-29, 11月29日, 今天, 昨天 15:20, 08:40, 下周一":                                "internal/cal",
	"client\tsame credit code (or same ID number of a person) as a client that is there, by `case new` or the form": "internal/office/filing, same_test.go; internal/cli, folder_test.go",
	"file-name\ta name with ESC or other control characters":                                                        "internal/office/intake and internal/cli/shapes, TestControlCharactersOfANameDoNotReachATerminal",
	"path\ta data folder with an absolute path over 512 bytes":                                                      "internal/desk, TestAFolderWithTooLongAPathIsRefusedForThat",
}

func judge(t *testing.T, kind, value string) identity.Check {
	t.Helper()
	switch kind {
	case "text":
		return identity.Text(value)
	case "foreign-name":
		return identity.ForeignName(value)
	}
	check, err := identity.Run(kind, value, today(t))
	if err != nil {
		t.Fatal(err)
	}
	return check
}

func TestCasesFromPracticeComeOutRight(t *testing.T) {
	text, err := os.ReadFile("testdata/values.tsv")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for line := range strings.Lines(string(text)) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(fields) != 4 || fields[0] == "kind" {
			continue
		}
		key := fields[0] + "\t" + fields[1]
		t.Run(fields[0]+" "+fields[1], func(t *testing.T) {
			verdicts, here := judged[key]
			if _, there := elsewhere[key]; here == there {
				t.Fatalf("here %v, elsewhere %v: nobody answers for the line", here, there)
			}
			for _, v := range verdicts {
				comesOut(t, v)
			}
		})
		seen++
	}
	if seen != len(judged)+len(elsewhere) {
		t.Errorf("%d lines for %d judged here and %d elsewhere", seen, len(judged), len(elsewhere))
	}
}

func comesOut(t *testing.T, v verdict) {
	t.Helper()
	c := judge(t, v.kind, v.value)
	warned := []string{}
	for _, w := range c.Warnings {
		warned = append(warned, w.Rule)
	}
	if c.Rule != v.rule || (c.OK && c.Value != v.kept) || (c.OK && v.noted != (len(c.Notes) > 0)) || slices.Contains(warned, v.quiet) ||
		slices.ContainsFunc(v.warns, func(rule string) bool { return !slices.Contains(warned, rule) }) {
		t.Errorf("%s %q: %+v, want %+v", v.kind, v.value, c, v)
	}
}

func TestAnAddressNamesItsDoor(t *testing.T) {
	for address, want := range map[string]bool{
		"江苏省南京市鼓楼区中山路": false, "北京市海淀区中关村大街": false, "江苏省南京市鼓楼区": false, "浙江省杭州市西湖区文三路": false, "上海市浦东新区张江镇": false,
		"江苏省南京市鼓楼区中山路 1 号": true, "北京市海淀区中关村大街甲一号": true, "浙江省杭州市西湖区文三路 398 号": true, "翠苑一区 8 幢 302 室": true,
		"北京市海淀区苏州街 29 号院": true, "甘肃省定西市安定区王家村": true, "甘肃省定西市安定区王家村三组": true, "上海市黄浦区恒隆广场A座": true, "北京市 100 信箱": true, "上海市延安路一百弄": true,
	} {
		if got := identity.NamesDoor(address); got != want {
			t.Errorf("%s names a door: %v", address, got)
		}
	}
}

func TestADistrictNamedLikeAProvinceIsNone(t *testing.T) {
	for address, want := range map[string]string{
		"河北区中山路1号": "", "海南区新华街2号": "", "河北镇磁家务村": "", "重庆道18号": "", "北京路1号": "", "天津市河北区中山路1号": "天津", "内蒙古乌海市海南区": "内蒙古", "河北省石家庄市": "河北", "海南海口市": "海南",
	} {
		if p, _ := identity.ProvinceOfAddress(address); p.Name != want {
			t.Errorf("%s lies in %q, want %q", address, p.Name, want)
		}
	}
}

func TestAForeignersCardTellsItsHolder(t *testing.T) {
	for number, want := range map[string]bool{"911840198503120108": true, "330106198205290002": false, "E12345678": false} {
		if identity.IsForeigner(number) != want {
			t.Errorf("%s is a foreigner's: %v", number, !want)
		}
	}
}
