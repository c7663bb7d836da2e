package workflow

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/errs"
)

// stageOn says whether the stage is on, for any site.
func (x *transition) stageOn(stage *Stage) bool {
	return slices.ContainsFunc(x.state.Runs, func(r Run) bool { return r.Open() && r.Stage == stage.Code })
}

// notOn refuses a move of a stage that is not on: whether it is to come, was or never
// will be, and what is on instead.
func (x *transition) notOn(stage *Stage) error {
	s := x.state
	var why string
	switch {
	case !slices.Contains(x.typ.Stages, stage.Code):
		why = fmt.Sprintf("“%s”类案件没有“%s”环节", x.typ.Label, stage.Label)
	case slices.Contains(s.Skipped, stage.Code):
		why = fmt.Sprintf("这个案件不需要“%s”环节", stage.Label)
	case !x.has(x.typ, s, stage.Code):
		why = fmt.Sprintf("这个案件没有办公安备案，没有“%s”环节", stage.Label)
	default:
		why = fmt.Sprintf("“%s”环节还没有开始", stage.Label)
		for _, r := range slices.Backward(s.Runs) {
			if r.Stage == stage.Code && (x.move.Site == "" || r.Site == x.move.Site) && !r.Open() {
				why = fmt.Sprintf("“%s”环节已在 %s 结束", stage.Label, *r.Ended)
				break
			}
		}
	}
	return errs.New(errs.Blocked, "%s，不能登记“%s”。%s", why, x.act.Label, x.nowOn())
}

// nowOn tells what is under way.
func (x *transition) nowOn() string {
	var on []string
	for i := range x.state.Runs {
		if r := &x.state.Runs[i]; r.Open() {
			on = append(on, "“"+x.runLabel(r)+"”")
		}
	}
	if len(on) == 0 {
		return "现在没有在办的环节"
	}
	return "现在在办的是" + strings.Join(on, "、")
}

func (x *transition) siteNames() string {
	var names []string
	for _, site := range x.plan.Sites {
		names = append(names, siteLabel(site))
	}
	return strings.Join(names, "、")
}
