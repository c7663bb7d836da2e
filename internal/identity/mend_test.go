package identity_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/identity"
)

// mended lists for each kind what is plain although it is not written as it should be,
// with what it is kept as: each slip with its siblings.
var mended = map[string][][2]string{
	"id": {
		{"'330106198205290002", "330106198205290002"}, {`="330106198205290002"`, "330106198205290002"}, {`"330106198205290002"`, "330106198205290002"},
		{"’330106198205290002", "330106198205290002"}, {"＇330106198205290002", "330106198205290002"}, {"`330106198205290002", "330106198205290002"},
		{"＝＂330106198205290002＂", "330106198205290002"}, {"330106-19820529-0002", "330106198205290002"}, {"330106.19820529.0002", "330106198205290002"},
		{"33O106l98205290002", "330106198205290002"}, {"11010519491231002Ⅹ", "11010519491231002X"}, {"11010519491231002х", "11010519491231002X"},
		{"11010519491231002×", "11010519491231002X"}, {"身份证号码：330106198205290002", "330106198205290002"}, {"\ufeff330106198205290002", "330106198205290002"},
		{"𝟏𝟏𝟎105194912310𝟎2X", "11010519491231002X"},
	},
	"uscc": {
		{"'91330106MA2KQ7T8XJ", "91330106MA2KQ7T8XJ"}, {`="91330106MA2KQ7T8XJ"`, "91330106MA2KQ7T8XJ"}, {"91330106MAZKQ7T8XJ", "91330106MA2KQ7T8XJ"},
		{"9I33OIO6MA2KQ7T8XJ", "91330106MA2KQ7T8XJ"}, {"91330106МА2KQ7Т8ХJ", "91330106MA2KQ7T8XJ"}, {"91330106-MA2KQ7T8X-J", "91330106MA2KQ7T8XJ"},
		{"统一社会信用代码：91330106MA2KQ7T8XJ", "91330106MA2KQ7T8XJ"}, {"９１３３０１０６ｍａ２ｋｑ７ｔ８ｘｊ", "91330106MA2KQ7T8XJ"},
	},
	"phone": {
		{"013800571001", "13800571001"}, {"0086-013800571001", "13800571001"}, {"+8613800571001", "13800571001"}, {"(+86)138 0057 1001", "13800571001"},
		{"138.0057.1001", "13800571001"}, {"138·0057·1001", "13800571001"}, {"'13800571001", "13800571001"}, {`="13800571001"`, "13800571001"},
		{"13800571001.0", "13800571001"}, {"l380057l00l", "13800571001"}, {"13800571OO1", "13800571001"}, {"１３８００５７１００１", "13800571001"},
		{"手机：13800571001", "13800571001"}, {"手机号码:138—0057—1001", "13800571001"},
	},
	"landline": {
		{"0931-8412207", "0086-0931-8412207"}, {"09318412207", "0086-0931-8412207"}, {"(0931)8412207", "0086-0931-8412207"}, {"（0931）8412207", "0086-0931-8412207"},
		{"0931 8412207", "0086-0931-8412207"}, {"0931/8412207", "0086-0931-8412207"}, {"+86-931-8412207", "0086-0931-8412207"}, {"+86 931 841 2207", "0086-0931-8412207"},
		{"86-0931-8412207", "0086-0931-8412207"}, {"0086-931-8412207", "0086-0931-8412207"}, {"008609318412207", "0086-0931-8412207"}, {"931-8412207", "0086-0931-8412207"},
		{"010-68870788", "0086-010-68870788"}, {"01068870788", "0086-010-68870788"}, {"+86 10 6887 0788", "0086-010-68870788"}, {"+861068870788", "0086-010-68870788"},
		{"0571—8888 0101", "0086-0571-88880101"}, {"'0571-88880101", "0086-0571-88880101"}, {"0571-8888O1Ol", "0086-0571-88880101"}, {"电话：0571-88880101", "0086-0571-88880101"},
	},
	"postcode": {{"'010010", "010010"}, {`="310013"`, "310013"}, {"310013.0", "310013"}, {"31OO13", "310013"}, {"310 013", "310013"}, {"邮编：310013", "310013"}},
	"lead-name": {
		{"李⽂", "李文"}, {"⻢云", "马云"}, {"⻩⻋⻰", "黄车龙"}, {"艾力⋅吐尔逊", "艾力·吐尔逊"}, {"艾力﹒吐尔逊", "艾力·吐尔逊"}, {"艾力˙吐尔逊", "艾力·吐尔逊"},
		{"艾力丶吐尔逊", "艾力·吐尔逊"}, {"艾力･吐尔逊", "艾力·吐尔逊"}, {"艾力．吐尔逊", "艾力·吐尔逊"}, {"葛\U000E0100一鸣", "葛一鸣"}, {"沈\u3164一鸣", "沈一鸣"},
		{"沈　敏", "沈敏"}, {"欧阳 建国", "欧阳建国"}, {"姓名：沈一鸣", "沈一鸣"}, {"艾力 · 吐尔逊", "艾力·吐尔逊"},
	},
	"domain": {
		{"https://www.qinghe.example/", "qinghe.example"}, {"http://qinghe.example", "qinghe.example"}, {"www.qinghe.example", "qinghe.example"},
		{"HTTPS://WWW.QingHe.Example/a/b.html?c=d#e", "qinghe.example"}, {"qinghe.example/", "qinghe.example"}, {"qinghe.example:8080", "qinghe.example"},
		{"https://qinghe.cn:443/login", "qinghe.cn"}, {"qinghe｡cn", "qinghe.cn"}, {"qinghe。cn", "qinghe.cn"}, {"qinghe．cn", "qinghe.cn"}, {"qinghe.cn。", "qinghe.cn"},
		{"https:／／www.qinghe.cn／", "qinghe.cn"}, {"https:/www.qinghe.cn", "qinghe.cn"}, {"http:\\\\qinghe.cn", "qinghe.cn"}, {"ftp://qinghe.cn", "qinghe.cn"},
		{"“qinghe.cn”", "qinghe.cn"}, {"《qinghe.cn》", "qinghe.cn"}, {"qinghe.cn，", "qinghe.cn"}, {"域名：qinghe.cn", "qinghe.cn"}, {"网址：https://qinghe.cn", "qinghe.cn"},
		{"'qinghe.cn", "qinghe.cn"}, {"www.qinghe.cn/readme.md", "qinghe.cn"}, {"https://www.青禾.中国/", "xn--2lzs91d.xn--fiqs8s"},
	},
	"icp": {
		{"浙ICP备2026051234", "浙ICP备2026051234号"}, {"浙ICP备2026051234-1", "浙ICP备2026051234号-1"}, {"浙ICP备2026051234号1", "浙ICP备2026051234号-1"},
		{"浙ICP备2026051234-1号", "浙ICP备2026051234号-1"}, {"浙江ICP备2026051234号-1", "浙ICP备2026051234号-1"}, {"浙江省ICP备2026051234号", "浙ICP备2026051234号"},
		{"浙ICP备2O26O5l234号-1", "浙ICP备2026051234号-1"}, {"浙lCP备2026051234号", "浙ICP备2026051234号"}, {"浙ІСР备2026051234号", "浙ICP备2026051234号"},
		{"浙ⅠCP备2026051234号", "浙ICP备2026051234号"}, {"⿊ICP备2026051234号", "黑ICP备2026051234号"}, {"浙ICP備2026051234号"[:0] + "浙ICP备05012345", "浙ICP备05012345号"},
		{"备案号：浙ICP备2026051234号－１", "浙ICP备2026051234号-1"}, {"京ICP证030173-136", "京ICP证030173号-136"}, {"粤B2－20010001－1", "粤B2-20010001-1"},
	},
	"police": {
		{"浙公网安备33010602012345", "浙公网安备 33010602012345号"}, {"浙公网安备 33010602012345", "浙公网安备 33010602012345号"}, {"浙公网安备33010602012345号", "浙公网安备 33010602012345号"},
		{"浙江公网安备33010602012345号", "浙公网安备 33010602012345号"}, {"浙公网安备33O106O2O12345号", "浙公网安备 33010602012345号"}, {"浙公网安备　３３０１０６０２０１２３４５号", "浙公网安备 33010602012345号"},
		{"⿊公网安备 23010202000001号", "黑公网安备 23010202000001号"}, {"公安备案号：浙公网安备 33010602012345号", "浙公网安备 33010602012345号"},
	},
	"site-name": {{"⻘禾进销存", "青禾进销存"}, {"青禾\u200b进销存", "青禾进销存"}, {"ＥＲＰ青禾网", "ERP青禾网"}, {"青禾\ufe00进销存", "青禾进销存"}},
	"email":     {{"mailto:shen@example.com", "shen@example.com"}, {"<shen@example.com>", "shen@example.com"}, {"邮箱：shen@example.com", "shen@example.com"}, {"shen＠example．com", "shen@example.com"}},
	"document":  {{"'E12345678", "E12345678"}, {`="07654321"`, "07654321"}, {"Ｅ12345678", "E12345678"}},
}

func TestWhatIsPlainIsMendedAndTold(t *testing.T) {
	for kind, values := range mended {
		for _, v := range values {
			t.Run(fmt.Sprintf("%s %q", kind, v[0]), func(t *testing.T) {
				check, err := identity.Run(kind, v[0], today(t))
				if err != nil || !check.OK || check.Value != v[1] || len(check.Notes) == 0 || slices.Contains(check.Notes, "") {
					t.Errorf("%+v, %v; want %q", check, err, v[1])
				}
			})
		}
	}
}

// everything is all values that the tests of this package know, by kind.
func everything() map[string][]string {
	all := goodValues()
	for kind, rules := range badValues() {
		for _, values := range rules {
			all[kind] = append(all[kind], values...)
		}
	}
	for kind, values := range mended {
		for _, v := range values {
			all[kind] = append(all[kind], v[0])
		}
	}
	return all
}

// A value is changed with a note or not at all, and what comes out stays as it is.
func TestNothingIsChangedWithoutANote(t *testing.T) {
	for kind, values := range everything() {
		t.Run(kind, func(t *testing.T) {
			for _, value := range values {
				keepsWord(t, kind, value)
			}
		})
	}
}

// keepsWord holds for every value: it is told whether it was changed, and mending what
// was mended changes nothing and judges the same.
func keepsWord(t *testing.T, kind, value string) {
	t.Helper()
	check, err := identity.Run(kind, value, today(t))
	if err != nil {
		t.Fatal(err)
	}
	if changed := check.Value != strings.TrimSpace(value); changed != (len(check.Notes) > 0) {
		t.Errorf("%q is kept as %q with the notes %q", value, check.Value, check.Notes)
	}
	again, err := identity.Run(kind, check.Value, today(t))
	if err != nil || (check.OK && (!again.OK || again.Value != check.Value || len(again.Notes) > 0)) {
		t.Errorf("%q is kept as %q, which is mended again: %+v, %v", value, check.Value, again, err)
	}
}

// What can be read in two ways stays refused, and both are named.
func TestTwoReadingsAreNamed(t *testing.T) {
	for _, c := range []struct{ kind, value, one, other string }{
		{"phone", "13800571001/13900571002", "138****1001", "139****1002"},
		{"landline", "0571-88880101、0931-8412207", "0571-****0101", "0931-****2207"},
		{"domain", "qinghe.cn/moyuart.cn", "qinghe.cn", "moyuart.cn"},
		{"domain", "青禾.中国、qinghe.cn", "青禾.中国", "qinghe.cn"},
		{"icp", "浙ICP备202605123412", "浙ICP备2026051234号-12", "浙ICP备20260512号-3412"},
		{"icp", "浙ICP2026051234号", "ICP备", "ICP证"},
		{"lead-name", "古丽米热 艾比布力", "古丽米热·艾比布力", "古丽米热艾比布力"},
	} {
		check, err := identity.Run(c.kind, c.value, today(t))
		if err != nil || check.OK || !strings.Contains(check.Message, c.one) || !strings.Contains(check.Message, c.other) {
			t.Errorf("%s %q: %+v, %v; want both %q and %q", c.kind, c.value, check, err, c.one, c.other)
		}
	}
}

// Characters drawn alike are mended only where nothing else is wrong with the value.
func TestWhatStaysWrongIsNotHalfMended(t *testing.T) {
	for _, c := range []struct{ kind, value, rule string }{
		{"id", "33O106198205290003", "id.charset"}, {"uscc", "91330106MAOKQ7T8XJ", "uscc.charset"},
		{"phone", "138005710O", "phone.charset"}, {"postcode", "3100l", "postcode.format"}, {"icp", "浙ICP备2026O5123号", "icp.format"},
	} {
		check, err := identity.Run(c.kind, c.value, today(t))
		if err != nil || check.OK || check.Rule != c.rule || check.Value != c.value {
			t.Errorf("%s %q: %+v, %v", c.kind, c.value, check, err)
		}
	}
}

func TestTextKeepsWhatNamesAreWrittenWith(t *testing.T) {
	for in, want := range map[string]string{
		"杭州⾼⽴软件有限公司": "杭州高立软件有限公司", "葛\U000E0100": "葛", "杭州青禾（集团）有限公司": "杭州青禾（集团）有限公司", " 浙江省杭州市 ": "浙江省杭州市", "\u202e杭州": "杭州",
	} {
		if got := identity.Text(in); got.Value != want || (len(got.Notes) > 0) != (strings.TrimSpace(in) != want) {
			t.Errorf("%q is kept as %+v, want %q", in, got, want)
		}
	}
}

func TestASuffixOnWhichTheSourcesDifferNamesBoth(t *testing.T) {
	c, err := identity.Run("domain", "qinghe.me", 0)
	if err != nil || !c.OK || len(c.Warnings) != 1 || c.Warnings[0].Rule != "domain.approved" {
		t.Fatalf("%+v", c)
	}
	for _, want := range []string{"2022-08-30", "名单的抄本里还没有", "待核实"} {
		if !strings.Contains(c.Warnings[0].Message, want) {
			t.Errorf("no %q in %q", want, c.Warnings[0].Message)
		}
	}
}
