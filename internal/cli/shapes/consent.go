package shapes

import (
	"strings"

	"beiandesk/internal/cal"
	register "beiandesk/internal/consents"
	"beiandesk/internal/materials"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/present"
)

// Consent is what a person has agreed to.
type Consent struct {
	ID          string   `json:"id"`
	Matter      string   `json:"matter"` // code
	MatterLabel string   `json:"matter_label"`
	Separate    bool     `json:"separate"` // 单独同意
	Kinds       []string `json:"kinds"`
	Purpose     string   `json:"purpose"`
	Way         string   `json:"way"`
	On          string   `json:"on"`
	Evidence    string   `json:"evidence"`
	File        *Proof   `json:"file"` // null where the evidence lies elsewhere
	Staff       string   `json:"staff"`
	Withdrawn   string   `json:"withdrawn"` // the day, "" while it holds
	Follows     string   `json:"follows"`
}

// Proof is the sealed file that proves a consent.
type Proof struct {
	Name  string `json:"name"`
	Type  string `json:"type"` // JPG, PNG, PDF
	Size  int64  `json:"size"` // bytes
	Added string `json:"added"`
	Staff string `json:"staff"`
}

// ConsentOf is a consent as scripts read it.
func ConsentOf(l consents.Line) Consent {
	c := Consent{
		ID: string(l.ID), Matter: l.Matter.Code, MatterLabel: l.Matter.Label, Separate: l.Matter.Separate, Kinds: present.List(l.Kinds), Purpose: l.Matter.Purpose,
		Way: l.Way.Label, On: l.On.String(), Evidence: l.Evidence, Staff: l.By,
	}
	if f := l.File; f != nil {
		c.File = &Proof{Name: f.Name, Type: materials.TypeText(f.Mime), Size: f.Size, Added: cal.DayOf(f.AddedAt).String(), Staff: l.FileBy}
	}
	if l.Withdrawn != nil {
		c.Withdrawn, c.Follows = l.Withdrawn.On.String(), l.Withdrawn.Follows
	}
	return c
}

// Consents are those of one person as scripts read them, and as a table.
func Consents(lines []consents.Line) (out []Consent, head []string, rows [][]string) {
	out = []Consent{}
	for _, l := range lines {
		c := ConsentOf(l)
		out = append(out, c)
		file := ""
		if c.File != nil {
			file = c.File.Type + " " + materials.SizeText(c.File.Size)
		}
		rows = append(rows, []string{c.On, c.MatterLabel, strings.Join(c.Kinds, "、"), c.Way, c.Evidence, file, c.Staff, c.Withdrawn, c.Follows})
	}
	return out, []string{"同意日期", "同意什么", "种类", "方式", "凭据", "凭据文件", "登记人", "撤回日期", "撤回后的处理"}, rows
}

// MatterCodes lists what there is to agree to for a command's help.
func MatterCodes() string {
	return coded(register.Matters(), func(m register.Matter) (code, label string) { return m.Code, m.Label })
}

// WayCodes lists the ways of agreeing.
func WayCodes() string {
	return coded(register.Ways(), func(w register.Way) (code, label string) { return w.Code, w.Label })
}
