package office_test

import (
	"strings"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
)

type person struct {
	Name string `json:"name" text:"姓名,name,10"`
}

type form struct {
	Code   string            `json:"code"`
	Line   string            `json:"line" text:"来源,line,10"`
	Lines  string            `json:"lines" text:"备注,lines,10"`
	Number string            `json:"number" text:"手机,number,20"`
	Raw    string            `json:"raw" text:"草稿,raw,10"`
	Lead   person            `json:"lead"`
	Sites  []person          `json:"sites"`
	Values map[string]string `json:"values" text:"这一项,lines,10"`
	Bytes  []byte            `json:"bytes"`
	Plain  int
}

func TestATextIsJudgedByTheSortOfItsField(t *testing.T) {
	for name, c := range map[string]struct {
		in   form
		want string // field：message, or "" where it passes
	}{
		"all right":                      {form{Code: "a", Line: " 一行 ", Lines: "两\n\t行\r\n", Lead: person{"沈一鸣"}, Values: map[string]string{"day": "明天"}, Bytes: []byte{0, 0xFF}}, ""},
		"as long as may be":              {form{Lines: strings.Repeat("字", 10)}, ""},
		"too long, counted in letters":   {form{Lines: strings.Repeat("字", 11)}, "lines：备注最多 10 个字，现在有 11 个，请删短"},
		"an untagged one too long":       {form{Code: strings.Repeat("a", 201)}, "code：这一项最多 200 个字，现在有 201 个，请删短"},
		"a line broken":                  {form{Line: "上\n下"}, "line：来源里第 2 个字是换行或制表符，这里只写一行（U+000A），请删掉重打"},
		"a name broken":                  {form{Lead: person{"沈\t明"}}, "lead.name：姓名里第 2 个字是换行或制表符，这里只写一行（U+0009），请删掉重打"},
		"an escape":                      {form{Lines: "a\x1b[2J"}, "lines：备注里第 2 个字是控制字符（U+001B），请删掉重打"},
		"a NUL":                          {form{Number: "138\x00"}, "number：手机里第 4 个字是控制字符（U+0000），请删掉重打"},
		"a NUL in a draft":               {form{Raw: "{\x00"}, "raw：草稿里第 2 个字是控制字符（U+0000），请删掉重打"},
		"a mark of direction":            {form{Line: "执照\u202egpj"}, "line：来源里第 3 个字看不见，会改变文字的方向（U+202E），请删掉重打"},
		"a mark that a reader takes off": {form{Number: "\u202d13800571001\u202c", Sites: []person{{"青禾\u200e"}}, Raw: "\u202e"}, ""},
		"a joined picture":               {form{Lines: "👨‍👩‍👧"}, ""},
		"broken text":                    {form{Sites: []person{{}, {"a\xff"}}}, "sites.1.name：姓名里有无法识别的字符，请重新输入"},
		"of a map":                       {form{Values: map[string]string{"day": "\x07a"}}, "values.day：这一项里第 1 个字是控制字符（U+0007），请删掉重打"},
		"a map's key":                    {form{Values: map[string]string{"d\x00": ""}}, "values：这一项里第 2 个字是控制字符（U+0000），请删掉重打"},
		"a list without an end":          {form{Sites: make([]person, 2001)}, "sites：这一项最多 2000 项，现在有 2001 项，请分几次"},
	} {
		t.Run(name, func(t *testing.T) {
			err := office.Judge(c.in)
			if c.want == "" && err != nil || c.want != "" && (errs.CodeOf(err) != errs.Invalid || err.Error() != c.want) {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
	if list := office.ProblemsOf(office.Judge(form{Code: "\x00", Line: "\x00", Lead: person{"\x00"}})); len(list) != 3 {
		t.Errorf("of three wrong fields it names %v", list)
	}
}
