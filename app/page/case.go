package page

import (
	"beiandesk/internal/consents"
	"cmp"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/views"
	"beiandesk/internal/present"
	"beiandesk/internal/workflow"
)

// CaseView is the whole page of one case.
type CaseView struct {
	ID           string          `json:"id"`
	Number       string          `json:"number"`
	Version      int             `json:"version"`
	ClientID     string          `json:"clientId"`
	Client       string          `json:"client"`
	Contact      ContactView     `json:"contact"`
	Subject      string          `json:"subject"` // 企业
	Type         string          `json:"type"`    // 首次备案
	Files        string          `json:"files"`   // what it files: 网站, APP, 小程序
	Lacks        []string        `json:"lacks"`   // what it does not have: domain, server, content, account
	FilesNo      string          `json:"filesNo"` // what the number of that is called: APP 备案号
	Province     string          `json:"province"`
	Phases       string          `json:"phases"` // ICP 与公安
	Owner        string          `json:"owner"`
	OwnerID      string          `json:"ownerId"`
	Status       string          `json:"status"`     // open | hold | delivered | withdrawn | declined | void
	StatusTxt    string          `json:"statusText"` // 在办, 暂停到 12月8日 周二, 客户不办了 11月29日
	Standing     string          `json:"standing"`   // why it is on hold or ended early; "" otherwise
	Lookup       string          `json:"lookup"`     // finding of 查重定类; "" warns
	Contract     string          `json:"contract"`   // 合同号
	Remark       string          `json:"remark"`     // 备注 of the subject's form
	SubjectNo    string          `json:"subjectNo"`
	Refused      []RefusedView   `json:"refused"` // rejections after which nothing was sent yet, the newest first
	Sites        []SiteView      `json:"sites"`
	Dropped      []DroppedView   `json:"dropped"` // sites that left the order
	Stages       []StageView     `json:"stages"`
	Next         []NextView      `json:"next"`   // open runs, the headline first
	Menu         []ActionView    `json:"menu"`   // whole-case actions: hold, withdraw, undo …; those about one site bear it
	Undoes       string          `json:"undoes"` // what an undo takes back: 预审被驳回（11月29日 15:20）; "" when nothing may be
	Clocks       []ClockView     `json:"clocks"`
	Duties       []DutyView      `json:"duties"` // what the client must do himself, also of a case that has ended
	People       []PersonView    `json:"people"`
	Leads        []LeadView      `json:"leads"`
	Materials    MaterialsView   `json:"materials"`
	Form         []FormSheet     `json:"form"`
	Account      AccountView     `json:"account"`
	Fees         FeesView        `json:"fees"`
	Timeline     []TimelineItem  `json:"timeline"`
	TimelineMore int             `json:"timelineMore"` // the seq to read Timeline on from, 0 at the end
	Owed         []string        `json:"owed"`         // what is still missing, in the words of §3
	Warnings     []string        `json:"warnings"`
	Unagreed     []string        `json:"unagreed"` // whose consent is missing to take scans in; a sentence a person
	Mended       []people.Mended `json:"mended"`   // what was changed in what was just saved, to be shown under its field
	Now          string          `json:"now"`
}

// ContactView is who is called and written to at a client, covered; empty where that is its lead.
type ContactView struct {
	Name   string `json:"name"`
	Phone  string `json:"phone"`
	WeChat string `json:"wechat"`
}

// FormSheet is one of the five Tencent forms or the two police ones, in order.
type FormSheet struct {
	Code  string     `json:"code"`
	Label string     `json:"label"`
	Short string     `json:"short"` // without the site
	Site  string     `json:"site"`  // whose it is, where the order has several
	Rows  []FormLine `json:"rows"`
}

type FormLine struct {
	Label  string `json:"label"`
	Value  string `json:"value"`  // masked when Sealed
	Sealed bool   `json:"sealed"` // copy through Reveal
	Reveal string `json:"reveal"` // token for Reveal
	Empty  bool   `json:"empty"`
	Note   string `json:"note"` // how the value came to be, where nobody chose it
	Fill   Fill   `json:"fill"` // where it is filled in
}

// Fill says where a value of a form is filled in; what is "" where it is not to be.
type Fill struct {
	What string `json:"what"` // site | role | person | client | case | material
	Of   string `json:"of"`   // id of the site or person
	Key  string `json:"key"`  // field, role or material
}

// NewCaseView lays a case out for its page.
func NewCaseView(o *office.Office, f views.CasePage) CaseView {
	today := o.Today()
	v := CaseView{
		ID: string(f.Case.ID), Number: f.Case.Number, Version: f.Case.Version, ClientID: string(f.Client.ID), Client: f.Client.Name,
		Contact: ContactView{f.Client.Contact, f.Client.ContactPhone, f.Client.WeChat},
		Subject: f.Kind, Type: f.TypeLabel, Files: f.CaseType.Files, Lacks: present.List(o.Engine.Graph().LacksOf(f.Case.Type)), FilesNo: f.CaseType.Named("备案号"), Province: f.Province, Phases: f.Phases, Owner: f.Owner, OwnerID: string(f.Case.OwnerID),
		Status: string(f.State.Status), StatusTxt: f.StatusText, Lookup: f.Case.Lookup, Contract: f.Case.Contract, Remark: f.Case.Remark, SubjectNo: f.Case.SubjectNumber,
		Sites: []SiteView{}, Dropped: droppedViews(f.Dropped, today), Stages: []StageView{}, Next: []NextView{}, Menu: menuViews(f), Undoes: f.Undoes, Clocks: []ClockView{}, Duties: dutyViews(f.Duties, today), Refused: refusedViews(f.Refused, today),
		People: []PersonView{}, Leads: leadViews(f.Leads), Materials: NewMaterialsView(f.Materials, today), Form: []FormSheet{}, Account: accountView(f),
		Fees: feesView(f.Money, today), Timeline: NewTimelineItems(f.Timeline, today), TimelineMore: int(f.More), Owed: present.List(f.Owed), Warnings: present.List(f.Warnings), Unagreed: present.List(f.Unagreed[consents.Scans]), Mended: []people.Mended{},
		Now: f.Now.Format(time.RFC3339),
	}
	v.StatusTxt, v.Standing = standing(o, f, today)
	for _, s := range f.Sites {
		v.Sites = append(v.Sites, siteView(s, today))
	}
	for _, s := range f.Stages {
		v.Stages = append(v.Stages, stageView(s, today))
	}
	for _, n := range f.Next {
		v.Next = append(v.Next, nextView(o, f, n, today))
	}
	for _, c := range f.Clocks {
		v.Clocks = append(v.Clocks, clockView(o, c, f.Materials.Names))
	}
	for _, p := range f.People {
		roles := make([]string, len(p.Roles))
		for i, r := range p.Roles {
			roles[i] = string(r)
		}
		v.People = append(v.People, NewPersonView(p.Person, roles, p.Words))
	}
	for _, s := range f.Forms {
		sheet := FormSheet{Code: s.Code, Label: s.Label, Short: cmp.Or(s.Short, s.Label), Site: s.Site, Rows: []FormLine{}}
		for _, l := range s.Lines {
			sheet.Rows = append(sheet.Rows, FormLine{Label: l.Label, Value: l.Value, Sealed: l.Sealed, Reveal: l.Token, Empty: l.Empty, Note: l.Note, Fill: Fill(l.Fill)})
		}
		v.Form = append(v.Form, sheet)
	}
	return v
}

// standing is a case's status with its day, and why it is so.
func standing(o *office.Office, f views.CasePage, today cal.Day) (status, why string) {
	pause, paused := o.Engine.Pause(f.State)
	leaving := f.State.Leaving
	switch {
	case paused && pause.Agreed != nil:
		return f.StatusText + "到 " + cal.FormatDay(pause.Agreed.Day, today), pause.Reason
	case paused:
		return f.StatusText, pause.Reason
	case leaving != nil && f.State.Ended == nil:
		return f.StatusText, workflow.StatusLabel(leaving.Status) + " " + cal.FormatMoment(leaving.At, today) + "：" + leaving.Why
	case leaving != nil:
		return f.StatusText + " " + cal.FormatMoment(leaving.At, today), leaving.Why
	case f.State.Ended != nil:
		return f.StatusText + " " + cal.FormatMoment(*f.State.Ended, today), ""
	}
	return f.StatusText, ""
}

func moment(m *cal.Moment, today cal.Day) string {
	if m == nil {
		return ""
	}
	return cal.FormatMoment(*m, today)
}
