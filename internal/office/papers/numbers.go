package papers

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/paper"
	"beiandesk/internal/workflow"
)

// numbers lists the filing numbers: had or still to come, and of a case that was given
// up only those that it had.
func (r report) numbers() []paper.Number {
	all := r.allNumbers()
	if r.f.State.Over() {
		all = slices.DeleteFunc(all, func(n paper.Number) bool { return n.Value == "" })
	}
	return all
}

// noNumbers says why there are none: a change, a move to this cloud and a cancellation
// bring none of their own, with the police neither.
func (r report) noNumbers() string {
	switch {
	case r.f.State.Over():
		return "没有取得号码。"
	case !slices.Contains(r.kind.Stages, workflow.StageNumber) && !(r.f.State.Police && slices.Contains(r.kind.Stages, workflow.StagePoliceSite)):
		return "这次办理不另发备案号。"
	}
	return "目前还没有取得号码。"
}

func (r report) allNumbers() []paper.Number {
	var list []paper.Number
	st := r.f.State
	has := func(stage string) bool { return slices.Contains(r.kind.Stages, stage) }
	if has(workflow.StageNumber) || st.SubjectNumber != "" {
		list = append(list, paper.Number{Name: "主体备案号", Value: st.SubjectNumber, On: r.endOf(workflow.StageNumber, nil), Use: "主体档案"})
	}
	if len(r.f.Sites) > fewSites {
		return append(list, r.manyNumbers(has(workflow.StageNumber))...)
	}
	use, later := "首页底部挂这一个", "取得后挂在首页底部"
	if r.kind.Shows != "" {
		use, later = r.kind.Word("展示在"+r.kind.Shows), r.kind.Word("取得后展示在"+r.kind.Shows)
	}
	for _, s := range r.f.Sites {
		number := st.Sites[s.ID].ICPNumber
		if has(workflow.StageNumber) || number != "" {
			list = append(list, paper.Number{
				Name: r.kind.Named("备案号") + r.siteWord(s.ID), Value: number, On: onlyWith(number, r.endOf(workflow.StageNumber, nil)), Use: use,
			})
		}
	}
	for _, s := range r.f.Sites {
		if number := st.Sites[s.ID].PoliceNumber; st.Police && (has(workflow.StagePoliceSite) || number != "") {
			id := s.ID
			list = append(list, paper.Number{
				Name: "公安备案号" + r.siteWord(id), Value: number,
				On:  onlyWith(number, r.endOf(workflow.StagePoliceSite, func(run workflow.Run) bool { return run.Site == id })),
				Use: later,
			})
		}
	}
	return list
}

// fewSites is how many sites get rows of their own in the table of numbers.
const fewSites = 3

// manyNumbers puts the numbers of many sites into a row each for ICP and police.
func (r report) manyNumbers(icp bool) []paper.Number {
	var list []paper.Number
	var filed, shown []string
	for _, s := range r.f.Sites {
		if n := r.f.State.Sites[s.ID].ICPNumber; n != "" {
			// The sites of a subject share all but the part after the dash.
			if cut := strings.LastIndexByte(n, '-'); len(filed) > 0 && cut >= 0 && strings.HasPrefix(filed[0], n[:cut+1]) {
				n = n[cut+1:]
			}
			filed = append(filed, n)
		}
		if n := r.f.State.Sites[s.ID].PoliceNumber; n != "" {
			shown = append(shown, n)
		}
	}
	word := r.sitesWord(len(r.f.Sites))
	use, later := "各站首页底部挂自己的", "取得后挂在各站首页底部"
	if r.kind.Shows != "" {
		use, later = r.kind.Word("各{files}展示自己的"), r.kind.Word("取得后各{files}展示自己的")
	}
	if icp || len(filed) > 0 {
		value := strings.Join(filed, "、")
		list = append(list, paper.Number{Name: r.kind.Named("备案号") + word, Value: value, On: onlyWith(value, r.endOf(workflow.StageNumber, nil)), Use: use})
	}
	if r.f.State.Police && (slices.Contains(r.kind.Stages, workflow.StagePoliceSite) || len(shown) > 0) {
		n := paper.Number{Name: "公安备案号" + word, Use: later}
		if len(shown) > 0 {
			n.Value = fmt.Sprintf("已取得 %d 个", len(shown))
		}
		list = append(list, n)
	}
	return list
}

func onlyWith(number string, on *cal.Day) *cal.Day {
	if number == "" {
		return nil
	}
	return on
}

// endOf is the day on which a stage last came through; nil while it has not.
func (r report) endOf(stage string, which func(workflow.Run) bool) *cal.Day {
	var on *cal.Day
	for _, run := range r.f.State.Runs {
		if run.Stage == stage && run.Outcome == workflow.Done && (which == nil || which(run)) {
			on = dayOf(run.Ended)
		}
	}
	return on
}
