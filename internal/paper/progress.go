package paper

import (
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
)

// Progress is a progress report (备案进度报告) for a client: two pages at most.
type Progress struct {
	Letterhead  Letterhead
	Number      string // BG2026-0386; empty until the report is recorded as sent
	CaseNumber  string // BA2026-0386
	Client      string
	SiteName    string // several: joined by 、
	Domain      string // several: joined by 、
	CaseType    string // 首次备案（ICP备案＋公安备案）
	Place       string // 甘肃省
	FiledAs     string // what SiteName is the name of: 网站名称, APP 名称
	Summary     string // stage, whom we wait for, date: one sentence
	Tracks      []Track
	Actions     []Action     // what the client must do now
	Waits       []Wait       // what is waited for now
	Numbers     []Number     // filing numbers, had or still to come
	NoNumbers   string       // what stands in their place when there are none
	Dates       []DateReason // what comes next, by when, and why
	Unpublished []int        // years whose holidays are not announced and that a date touches
	History     []Done       // newest first
	Contact     Contact
	GeneratedAt time.Time // its day is the report's date
}

// Track is one phase on the stage line.
type Track struct {
	Name   string // ICP备案
	Status string // 已办结, 进行中, 未开始, 未委托
	Nodes  []Node // ten at most
}

// NodeState says how far a node is.
type NodeState string

const (
	NodeDone       NodeState = "done"
	NodeNow        NodeState = "now"
	NodeTodo       NodeState = "todo"
	NodeNotOrdered NodeState = "not_ordered" // the phase is not part of the contract
)

// Node is one stop on the stage line. Code is one of ICPNodes or PoliceNodes.
type Node struct {
	Code  string
	Words [2]string // in place of the code's own; empty: those
	State NodeState
	On    *cal.Day // done: the day it was done; now: since when
	Times int      // how often it was done, printed from 2 on
}

// Action is something the client must do.
type Action struct {
	Text string
	By   string // 即日起, 2026-11-25 前
}

// Wait is something that is waited for.
type Wait struct {
	Who    string
	What   string
	Since  cal.Day
	Waited string // 第 3 个工作日; "" where nobody knows since when it waits
}

// Number is a filing number.
type Number struct {
	Name  string // 网站备案号
	Value string // empty: 尚未取得
	On    *cal.Day
	Use   string // 首页底部挂这一个
}

// DateReason is a coming date with its reason.
type DateReason struct {
	Matter   string
	Expected string // 2026-11-23 至 2026-11-25
	Latest   string // 以公安通知为准
	Why      string
}

// Done is something that has been done.
type Done struct {
	On      cal.Day
	Undated bool // nobody knows the day: On only gives it its place among the others
	Matter  string
	Note    string
}

// Contact is the member of staff who handles the case.
type Contact struct {
	Name   string
	Title  string // 备案专员; "" for none
	Phone  string
	WeChat string
	Hours  string // 工作日 9:00–18:00
	Email  string
}

// named is the name with what he is.
func (c Contact) named() string {
	if c.Name == "" || c.Title == "" {
		return orDash(c.Name)
	}
	return c.Name + "（" + c.Title + "）"
}

// RenderProgress prints a progress report. An Invalid error says which value is
// missing, or that the texts do not fit on two pages.
func RenderProgress(v Progress) (Result, error) {
	d, err := layoutProgress(v)
	if err != nil {
		return Result{}, err
	}
	return finish(d, meta{title: progressKind + " " + v.number(), author: v.Letterhead.Name, created: v.GeneratedAt})
}

// RenderProgresses is RenderProgress of several, one after another in one file, each with pages
// of its own count.
func RenderProgresses(of []Progress) (Result, error) {
	var all *document
	for _, v := range of {
		d, err := layoutProgress(v)
		if err != nil {
			return Result{}, err
		}
		if all == nil {
			all = d
		} else {
			all.append(d)
		}
	}
	if all == nil {
		return Result{}, errs.AtField("cases", "请先选案件")
	}
	v := of[0]
	return finish(all, meta{title: progressKind, author: v.Letterhead.Name, created: v.GeneratedAt})
}

// number is the report's own number once it is sent, until then the case's.
func (v Progress) number() string {
	if v.Number != "" {
		return v.Number
	}
	return v.CaseNumber
}

func (v Progress) check() error {
	switch {
	case v.CaseNumber == "":
		return errs.AtField("case_number", "案件没有编号，不能打印进度报告")
	case v.Client == "":
		return errs.AtField("client", "请填写客户名称")
	case v.Summary == "":
		return errs.AtField("summary", "请写明当前进度")
	}
	for _, t := range v.Tracks {
		if len(t.Nodes) > maxNodes {
			return errs.New(errs.Internal, "进度线上的环节太多，请联系软件维护人员")
		}
		for _, n := range t.Nodes {
			if _, ok := nodeLabels[n.Code]; !ok {
				return errs.New(errs.Internal, "进度线上有不认识的环节，请联系软件维护人员")
			}
		}
	}
	return v.Letterhead.check()
}

// NodeLabel names a stop on the stage line of a progress report and the stages of
// the filing (first to last, as the handbook counts them) that it stands for.
type NodeLabel struct {
	Code        string
	Lines       [2]string // at most five characters each
	First, Last int
}

var icpNodes = []NodeLabel{
	{"signing", [2]string{"签约", "开子账号"}, 0, 1},
	{"materials", [2]string{"材料", "收集"}, 2, 2},
	{"template", [2]string{"信息模板", "审核"}, 3, 3},
	{"domain", [2]string{"域名实名", "与上报"}, 4, 5},
	{"forms", [2]string{"表单填报", "人脸核验"}, 6, 6},
	{"prereview", [2]string{"腾讯云", "预审核"}, 7, 8},
	{"sms", [2]string{"短信", "核验"}, 9, 9},
	{"bureau", [2]string{"管局", "审核"}, 10, 10},
	{"number", [2]string{"备案号", "下发"}, 11, 11},
	{"golive", [2]string{"上线", "挂备案号"}, 12, 12},
}

var policeNodes = []NodeLabel{
	{"police_account", [2]string{"平台", "注册"}, 13, 13},
	{"police_subject", [2]string{"开办主体", "审核"}, 14, 14},
	{"police_site", [2]string{"网站", "审核"}, 15, 15},
	{"police_footer", [2]string{"挂出公安", "备案号"}, 16, 16},
	{"handover", [2]string{"撤权", "与交付"}, 17, 17},
}

// ICPNodes lists the stops of the ICP phase, in order.
func ICPNodes() []NodeLabel { return append([]NodeLabel(nil), icpNodes...) }

// PoliceNodes lists the stops of the police phase, in order.
func PoliceNodes() []NodeLabel { return append([]NodeLabel(nil), policeNodes...) }

var nodeLabels = func() map[string][2]string {
	m := map[string][2]string{}
	for _, n := range append(ICPNodes(), policeNodes...) {
		m[n.Code] = n.Lines
	}
	return m
}()
