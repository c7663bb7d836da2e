package page

import (
	"fmt"
	"slices"

	"beiandesk/internal/cal"
	domain "beiandesk/internal/materials"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/views"
	"beiandesk/internal/present"
	"beiandesk/internal/ref"
)

// CaseInput names a case.
type CaseInput struct {
	CaseID string `json:"caseId"`
}

type MaterialsView struct {
	Done  int            `json:"done"`
	Total int            `json:"total"`
	Items []MaterialItem `json:"items"`
}

// MaterialItem is a line of the list of eleven.
type MaterialItem struct {
	No       int            `json:"no"`
	Code     string         `json:"code"`
	Label    string         `json:"label"`
	Kind     string         `json:"kind"`   // file | field
	State    string         `json:"state"`  // 待收 待核对 合格 不合格 不需要
	Value    string         `json:"value"`  // masked, for fields
	Why      string         `json:"why"`    // "41 KB，信息模板、ICP 备案须不低于 55 KB。请对照原件重扫"
	Uses     string         `json:"uses"`   // where the newest file can't be used or should be looked at: "公安备案不能用"
	Want     string         `json:"want"`   // the requirement
	Source   string         `json:"source"` // who says that a bureau wants it; "" of what all cases need
	Dated    []string       `json:"dated"`  // the days that such a paper carries and is asked for: issued, until
	Later    bool           `json:"later"`  // the filing yields it, and nobody is asked for it
	NeededAt string         `json:"neededAt"`
	Target   string         `json:"target"` // for fields: client | person:<id>, where it is edited
	Versions []DocumentView `json:"versions"`
}

type DocumentView struct {
	ID     string      `json:"id"`
	No     int         `json:"no"`
	Name   string      `json:"name"`
	Mime   string      `json:"mime"`
	Size   string      `json:"size"` // "41 KB"
	Pixels string      `json:"pixels"`
	Added  string      `json:"added"`
	By     string      `json:"by"`
	Issued string      `json:"issued"` // the day on which it was issued, as typed; "" when that is not on record
	Until  string      `json:"until"`  // the last day on which it holds, or 长期
	Days   string      `json:"days"`   // both in words, for the list; "" for none
	State  string      `json:"state"`  // 合格 待核对 不合格
	Checks []CheckView `json:"checks"`
	URL    string      `json:"url"` // /documents/<id>: covered preview; a reveal goes through Reveal
}

type CheckView struct {
	Label    string `json:"label"`
	Measured string `json:"measured"`
	Limit    string `json:"limit"`
	OK       bool   `json:"ok"`
	Doubt    bool   `json:"doubt"` // it stops nobody, and somebody should look
	Advice   string `json:"advice"`
	Source   string `json:"source"` // of the limit, with its day
}

// NewMaterialsView lays out where the materials of a case stand.
func NewMaterialsView(sheet intake.Sheet, today cal.Day) MaterialsView {
	v := MaterialsView{Done: sheet.Done, Total: sheet.Total, Items: []MaterialItem{}}
	for _, i := range sheet.Items {
		item := MaterialItem{
			No: i.No, Code: i.Code, Label: i.Label, Kind: i.Kind, State: string(i.State), Value: i.Value, Why: i.Why, Uses: i.Uses,
			Want: i.Want, Source: i.Source, Later: i.Later, NeededAt: i.NeededAt(), Target: i.Target, Versions: []DocumentView{},
			Dated: present.List(i.Dated()),
		}
		for _, d := range i.Docs {
			item.Versions = append(item.Versions, documentView(i, d, sheet.Names, today))
		}
		v.Items = append(v.Items, item)
	}
	return v
}

func documentView(i domain.Item, d domain.Document, names map[ref.StaffID]string, today cal.Day) DocumentView {
	v := DocumentView{
		ID: string(d.ID), No: d.No, Name: d.Name, Mime: d.Mime, Size: domain.SizeText(d.Size), By: names[d.AddedBy],
		Added: cal.FormatMoment(cal.At(d.AddedAt), today), State: string(i.Stand(d)), Checks: []CheckView{},
		Issued: intake.IssuedText(d.Days), Until: intake.UntilText(d.Days), Days: intake.DaysText(d.Days),
		URL: "/documents/" + string(d.ID),
	}
	if d.Width > 0 {
		v.Pixels = fmt.Sprintf("%d × %d", d.Width, d.Height)
	}
	for _, c := range i.Checks(d) {
		check := NewCheckView(c)
		if !slices.Contains(v.Checks, check) { // a paper's day may say the same at each of its stages
			v.Checks = append(v.Checks, check)
		}
	}
	return v
}

// NewCheckView lays out a check.
func NewCheckView(c domain.Check) CheckView {
	return CheckView{Label: c.Label, Measured: c.Measured, Limit: c.Limit, OK: c.OK, Doubt: c.Doubt, Advice: c.Advice, Source: c.Source}
}

// PaperDaysInput are the days of a version of a material, as typed; empty for what is not known.
type PaperDaysInput struct {
	DocumentID string `json:"documentId"`
	Issued     string `json:"issued"`
	Until      string `json:"until"`
}

// RefusedView is a rejection that the case keeps on top until something is sent again.
type RefusedView struct {
	What     string `json:"what"` // 第 1 次预审核被驳回
	Site     string `json:"site"` // "" where the case has one site
	When     string `json:"when"`
	Why      string `json:"why"`
	Names    string `json:"names"`    // what of the case it names: 手持身份证; "" for nothing
	Material string `json:"material"` // code of that material; "" when it is none
	State    string `json:"state"`    // of that material now: 不合格 合格 …
}

func refusedViews(list []views.Refused, today cal.Day) []RefusedView {
	out := []RefusedView{}
	for _, r := range list {
		out = append(out, RefusedView{
			What: r.What, Site: r.Site, When: cal.FormatMoment(r.At, today), Why: r.Why, Names: r.Names, Material: r.Item.Code, State: string(r.Item.State),
		})
	}
	return out
}
