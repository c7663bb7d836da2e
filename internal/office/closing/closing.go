// Package closing takes a case to its end in four steps: access revoked, what is the client's
// given back, the scans erased or kept with a reason, bills and letter. Where each stands is
// what the case itself says, so that whoever leaves goes on where he was.
package closing

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/office"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/retention"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Codes of the steps, in their order.
const (
	Access = "access"
	Back   = "back"
	Scans  = "scans"
	Letter = "letter"
)

// How a step stands.
const (
	Done  = "done"
	Open  = "open"  // it may be taken now
	Later = "later" // something else comes first
)

// Step is one of the four.
type Step struct {
	Code, Label, Stands string
	Says                []string   // what was done, what will happen, or what comes first
	Acts                []string   // codes of the actions of the case by which it is taken; none of what no action takes
	Run                 ref.RunID  // whose actions they are
	Site                ref.SiteID // and of which site
}

// Sheet is how far a case is.
type Sheet struct {
	Case  views.CasePage
	Steps []Step
}

// Step is the one of a code.
func (s Sheet) Step(code string) Step {
	return s.Steps[slices.IndexFunc(s.Steps, func(one Step) bool { return one.Code == code })]
}

// Of tells how far a case is. holds are the places of backups that have what is erased. Errors:
// NotFound.
func Of(ctx context.Context, o *office.Office, id ref.CaseID, holds []office.BackupHold) (Sheet, error) {
	f, err := views.Show(ctx, o, id)
	if err != nil {
		return Sheet{}, err
	}
	lines, err := handovers.All(ctx, o, handovers.Filter{Case: id, Recipient: "client"})
	if err != nil {
		return Sheet{}, err
	}
	lines = slices.DeleteFunc(lines, func(l handovers.Line) bool { return l.Undone != nil })
	code, printed, err := written(ctx, o, id)
	if err != nil {
		return Sheet{}, err
	}
	g := o.Engine.Graph()
	return Sheet{f, []Step{access(g, f), back(f, lines), scans(g, f), letter(g, f, code, printed, holds)}}, nil
}

// written is the code of the journal's newest entry, and whether the letter was shown or saved.
func written(ctx context.Context, o *office.Office, id ref.CaseID) (code string, printed bool, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		newest, err := tx.Journal().Link(0)
		if err != nil {
			return err
		}
		code = newest.Code()
		rows, err := tx.JournalList().Find(store.JournalQuery{Kind: "paper", Case: id, Text: "办结告知书", Limit: 1})
		printed = len(rows) > 0
		return err
	})
	return code, printed, err
}

// run finds the open run of a stage, with the actions of it that are of a sort.
func run(g *workflow.Graph, f views.CasePage, of func(workflow.Stage) bool, takes func(workflow.ActionSpec) bool) (Step, bool) {
	for _, n := range f.Next {
		stage, _ := g.Stage(n.Run.Stage)
		if !of(stage) {
			continue
		}
		s := Step{Stands: Open, Run: n.ID, Site: n.Run.Site}
		for _, a := range n.Actions {
			if spec, _ := g.Action(a.Code); takes(spec) {
				s.Acts = append(s.Acts, a.Code)
			}
		}
		if len(s.Acts) > 0 {
			return s, true
		}
	}
	return Step{}, false
}

func access(g *workflow.Graph, f views.CasePage) Step {
	s, open := run(g, f, func(stage workflow.Stage) bool { return stage.Account == workflow.AccountRevoked },
		func(a workflow.ActionSpec) bool { return a.Stage == workflow.StageRevoke })
	s.Code, s.Label = Access, "撤权"
	switch {
	case open:
		s.Says = []string{"请客户在访问管理里解除策略、停用并删除子用户。", "我方确认以后，这里保存的密码一并清除，不能恢复。"}
	case f.Account.State == "已撤销":
		s.Stands, s.Says = Done, []string{"子账号已撤销，保存的密码已清除。"}
	case settled(f) || f.Account.State == "未交来" && f.Account.UserName == "":
		s.Stands, s.Says = Done, []string{"没有登记过子账号，不用撤权。"}
	default:
		s.Stands, s.Says = Later, []string{"备案号下发以后再撤：现在撤了，订单就办不下去。"}
	}
	return s
}

func back(f views.CasePage, lines []handovers.Line) Step {
	s := Step{Code: Back, Label: "交还", Stands: Later}
	for _, l := range lines {
		if l.Basis.Code != endBasis {
			continue // returned on the way
		}
		s.Stands = Done
		s.Says = append(s.Says, fmt.Sprintf("%s 已交还：%s。", l.At.Day, strings.Join(l.Kinds, "、")))
	}
	if s.Stands == Done {
		return s
	}
	for _, site := range f.Sites {
		for _, number := range []string{site.ICPNumber, site.PoliceNumber} {
			if number != "" {
				s.Stands = Open
				s.Says = append(s.Says, fmt.Sprintf("%s：%s", cmp.Or(site.Name, site.Domain), number))
			}
		}
	}
	switch {
	case s.Stands == Open:
		s.Says = append(s.Says, "页脚的代码在“备案表单”里；原件和资料交给客户后登记，告知书照此写明交还了什么。")
	case settled(f):
		s.Stands, s.Says = Open, []string{"没有备案号要交还；有原件和资料的，交给客户后登记。"}
	default:
		s.Says = []string{"还没有备案号。"}
	}
	return s
}

func scans(g *workflow.Graph, f views.CasePage) Step {
	s, open := run(g, f, func(workflow.Stage) bool { return true }, func(a workflow.ActionSpec) bool { return len(a.PurgeWhen) > 0 })
	s.Code, s.Label = Scans, "清除材料"
	var held []string
	for _, i := range f.Materials.Items {
		if len(i.Docs) > 0 {
			held = append(held, i.Label)
		}
	}
	kept := "没有扫描件。"
	if len(held) > 0 {
		kept = "还有扫描件：" + strings.Join(held, "、") + "。"
	}
	switch {
	case open:
		s.Says = []string{
			kept, "清除：连同文件名，不能恢复，移交登记里记一条销毁，账单留着。",
			"保留：写明理由。证件影像须各负责人单独同意，否则结束后就到期；其他扫描件留 " + retention.Of(retention.Papers).Term() + "。",
		}
	case settled(f) && len(held) > 0:
		s.Stands, s.Says = Done, []string{kept, "到期的在设置 › 保存期限里清除。"}
	case settled(f):
		s.Stands, s.Says = Done, []string{"扫描件已经没有了。"}
	default:
		s.Stands, s.Says = Later, []string{"还有环节没有办完：" + waits(f) + "。"}
	}
	return s
}

// settled says that nothing of the order is done any more: what is not open of its end is done.
func settled(f views.CasePage) bool {
	return f.State.Ended != nil || f.Case.Status == string(workflow.Leaving)
}

func waits(f views.CasePage) string {
	var labels []string
	for _, n := range f.Next {
		if !slices.Contains(labels, n.StageLabel) {
			labels = append(labels, n.StageLabel)
		}
	}
	return strings.Join(labels, "、")
}

func letter(g *workflow.Graph, f views.CasePage, code string, printed bool, holds []office.BackupHold) Step {
	s, open := run(g, f, func(stage workflow.Stage) bool { return stage.Left == "bill" }, func(workflow.ActionSpec) bool { return true })
	if s.Code, s.Label = Letter, "账单与告知书"; !open {
		s.Stands = Later
	}
	for _, b := range f.Money.Bills {
		says := fmt.Sprintf("账单 %s 留着，%s 元", b.Number, b.Total)
		if open := b.Open(); open > 0 {
			says += fmt.Sprintf("，还有 %s 元没有收", open)
		}
		s.Says = append(s.Says, says+"。")
	}
	if f.Money.Unbilled > 0 {
		s.Says = append(s.Says, fmt.Sprintf("还有 %s 元没有开账单。", f.Money.Unbilled))
	}
	s.Says = append(s.Says, "账单和收款保存 "+retention.Of("bills").Term()+"；操作记录的链留着，日志码 "+code+"。")
	for _, h := range holds {
		s.Says = append(s.Says, "备份 "+h.Words()+"。")
	}
	if f.State.Ended == nil {
		s.Says = append(s.Says, "案件结束以后出办结告知书。")
		return s
	}
	if s.Stands = Open; printed {
		s.Stands = Done
		s.Says = append(s.Says, "办结告知书已经出过。")
	}
	return s
}
