package materials

import (
	"fmt"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/damage"
	"beiandesk/internal/workflow"
)

// State is where an item stands, in the word that people read.
type State string

const (
	Wanting   State = "待收"
	Unchecked State = "待核对" // there, and somebody should look at it; it stops nobody
	Good      State = "合格"
	Bad       State = "不合格"
	NotNeeded State = "不需要"
	LaterOn   State = "后续取得"
)

// Item is a requirement as it stands in one case.
type Item struct {
	No       int
	Code     string
	Kind     string
	Label    string
	Want     string
	Ask      string // what the client is asked to do for it
	Lead     bool   // the lead's own, not the client's
	State    State
	Why      string   // "41 KB，信息模板、ICP 备案须不低于 55 KB。请对照原件重扫"; "" when all is well
	Value    string   // masked; fields only
	Approval string   // the pre-approval whose paper it is; "" of all others
	Target   string   // where a field is edited: client, person:<id> or ""
	Stages   []string // codes of the stages that need it in this case, in their order
	Docs     []Document
	Uses     string // where the newest file can't be used or should be looked at: "公安备案不能用"
	Later    bool   // it is yielded by the filing, and nobody asks for it in this case
	Demanded bool   // a bureau is said to want it, which nobody confirmed: it is asked for and stops nobody
	Source   string // who says so, with places and dates; "" of all others

	value   string // of a field, uncovered
	refused bool
	req     Requirement
	plan    Case
}

// Held tells apart what is there of an item: a file's blob, a field's value; "" for nothing.
// Of a file it is the version that was there at a moment.
func (i Item) Held(at cal.Moment) string {
	for _, d := range i.Docs {
		if cal.At(d.AddedAt).Compare(at) <= 0 {
			return d.Blob
		}
	}
	return i.value
}

// Refuse says of an item that is there that a reviewer refused it, and why.
func (i *Item) Refuse(why string) { i.State, i.Why, i.refused = Bad, why, true }

// Stand says where one of the item's documents stands in this case, whichever version
// it is.
func (i Item) Stand(d Document) State {
	state, _ := i.standing(d)
	return state
}

// standing is how a document does for the whole case. What it fails only for the police is
// no fault before they are to have it: nobody is asked for another one yet.
func (i Item) standing(d Document) (State, string) {
	state, why := stand(i.Checks(d))
	if state == Bad && i.plan.PoliceAhead {
		if now, _ := stand(i.ChecksFor(d, withoutPolice(i.Stages)...)); now != Bad {
			state = Unchecked
		}
	}
	return state, why
}

func withoutPolice(stages []string) []string {
	return slices.DeleteFunc(slices.Clone(stages), func(code string) bool {
		s, _ := workflow.Embedded().Stage(code)
		return s.Phase == workflow.PhasePolice
	})
}

// Checks are those of a document's checks that matter in this case, with what its days
// say today.
func (i Item) Checks(d Document) []Check { return i.ChecksFor(d, i.Stages...) }

// ChecksFor are those that matter at some of its stages.
func (i Item) ChecksFor(d Document, stages ...string) []Check {
	return append(i.req.checksFor(d, stages), i.req.dayChecks(d.Days, stages, i.plan)...)
}

// NeededAt names the stage that needs the item first; "" when none does.
func (i Item) NeededAt() string {
	if len(i.Stages) == 0 {
		return ""
	}
	return i.plan.stageLabel(i.Stages[0])
}

// kind is the case's type, by which papers are named.
func (c Case) kind() workflow.Type {
	if kind, ok := workflow.Embedded().Type(c.Type); ok {
		return kind
	}
	return anyType()
}

// stageLabel names a stage as cases of the type call it.
func (c Case) stageLabel(code string) string {
	s, _ := workflow.Embedded().Of(c.Type).Stage(code)
	return s.ShortLabel()
}

// Judge says of every requirement where it stands; papers that the case has nothing to do
// with are left out. docs may come in any order; the latest version of a material
// decides.
func Judge(c Case, f Facts, docs []Document) []Item {
	items := make([]Item, 0, len(data().Requirements))
	for _, r := range data().Requirements {
		if item, ok := judge(r, c, f, docs); ok {
			items = append(items, item)
		}
	}
	return items
}

// judge is false for what the case has nothing to do with: it is not asked for, and
// nothing was handed in.
func judge(r Requirement, c Case, f Facts, docs []Document) (Item, bool) {
	asked := len(r.Types) == 0 || slices.Contains(r.Types, c.Type)
	asked = asked && (r.Approval == "" || slices.ContainsFunc(f.Sites, func(s Site) bool { return slices.Contains(s.Approvals, r.Approval) }))
	var d Demand
	doubt := ""
	if len(r.Demands) > 0 {
		var v verdict
		d, v = r.demand(c, f)
		if asked = v >= unclear; asked {
			r = d.words(r)
			doubt = d.doubt(r, c, v)
		}
	}
	r = c.Ages.over(r, c.Province)
	kind := c.kind()
	r, doubt = r.named(kind), kind.Word(doubt)
	item := Item{
		No: r.No, Code: r.Code, Kind: r.Kind, Label: r.label(c, f), Want: r.Want, Ask: r.Ask, Lead: r.Lead, Approval: r.Approval,
		req: r, plan: c,
	}
	if asked {
		item.Stages = r.stages(c, f)
	}
	if item.Demanded = len(r.Demands) > 0 && len(item.Stages) > 0; item.Demanded {
		item.Source = d.source()
	}
	item.Later = r.Later && len(item.Stages) == 0
	for _, doc := range docs {
		if doc.Material == r.Code {
			item.Docs = append(item.Docs, doc)
		}
	}
	if len(item.Docs) == 0 && !item.Later && (!asked || len(r.Demands) > 0 && len(item.Stages) == 0) {
		return item, false
	}
	slices.SortFunc(item.Docs, func(a, b Document) int { return b.No - a.No })
	switch {
	case r.Kind != File:
		item.judgeField(readers[r.Code](c, f))
	case len(item.Docs) == 0 && item.Demanded && doubt != "":
		item.State, item.Why = Unchecked, doubt
	case len(item.Docs) == 0:
		item.State = item.absent(f)
	default:
		item.State, item.Why = item.standing(item.Docs[0])
		item.Uses = usesText(item.Checks(item.Docs[0]))
	}
	return item, true
}

func (i *Item) judgeField(f fact) {
	i.Value, i.Target, i.value = f.masked, f.target, f.value
	switch {
	case f.value == "":
		i.State = i.absent(Facts{})
	case f.masked == damage.Mark:
		i.State, i.Why = Bad, "内容损坏，请照原件重新填写，或从备份恢复"
	case f.wrong != "":
		i.State, i.Why = Bad, f.wrong
	case f.doubt != "":
		i.State, i.Why = Unchecked, f.doubt
	default:
		i.State = Good
	}
}

// absent is the state of what is not there. What a filing yields is not asked for before
// it can be had.
func (i *Item) absent(f Facts) State {
	switch {
	case i.req.Later && (i.Later || !f.Verified):
		return LaterOn
	case len(i.Stages) == 0:
		return NotNeeded
	}
	return Wanting
}

// label names the requirement as the subject and the lead's document call it.
func (r Requirement) label(c Case, f Facts) string {
	if l, ok := r.SubjectLabels[c.Subject]; ok {
		return l
	}
	if f.Lead != nil {
		if l, ok := r.Labels[f.Lead.DocKind]; ok {
			return l
		}
	}
	return r.Label
}

// stages lists the stages of the case that need the requirement.
func (r Requirement) stages(c Case, f Facts) []string {
	if !r.AskedOf(c.Type) || f.Lead != nil && slices.Contains(r.NotHeld, f.Lead.DocKind) {
		return nil
	}
	var out []string
	for _, s := range Stages(c) {
		if group, ok := r.Needs[s]; ok && slices.Contains(data().Subjects[group], c.Subject) {
			out = append(out, s)
		}
	}
	return out
}

// Stages lists the stages of a case that want materials, in their order.
func Stages(c Case) []string {
	var out []string
	kind, _ := workflow.Embedded().Type(c.Type)
	for _, code := range data().stages {
		s, _ := workflow.Embedded().Stage(code)
		if s.Phase == workflow.PhaseICP && !c.ICP || s.Phase == workflow.PhasePolice && !c.Police {
			continue
		}
		if slices.Contains(kind.Stages, code) && !slices.Contains(c.Skipped, code) {
			out = append(out, code)
		}
	}
	return out
}

// Gaps says why a stage can't have its materials yet, a sentence an item: "营业执照
// 41 KB，须不低于 55 KB。请对照原件重扫". It is empty when all are there but what bureaus
// are merely said to want. The stage
// in which materials are collected, and the first stage of all that wants any where the
// case's type lacks it, stand for the first stage of the case that wants any.
func Gaps(c Case, items []Item, stage string) []string {
	stages := Stages(c)
	if len(stages) == 0 {
		return nil
	}
	asked, _ := workflow.Embedded().Stage(stage)
	if asked.Collects || stage == data().stages[0] && !slices.Contains(stages, stage) {
		stage = stages[0]
	}
	var gaps []string
	for _, i := range items {
		if slices.Contains(i.Stages, stage) && !i.Demanded {
			i.State, i.Why = i.For(stage)
			if gap := i.gap(); gap != "" {
				gaps = append(gaps, gap)
			}
		}
	}
	return gaps
}

// For says where the item stands for some of its stages, and what is wrong with it
// there: a file that does not do elsewhere may do for them.
func (i Item) For(stages ...string) (State, string) {
	if i.Kind != File || len(i.Docs) == 0 || i.refused {
		return i.State, i.Why
	}
	return stand(i.ChecksFor(i.Docs[0], stages...))
}

func (i Item) gap() string {
	switch i.State {
	case Wanting:
		if i.Kind == File {
			return i.Label + "还没收到"
		}
		return i.Label + "还没填"
	case Bad:
		if i.Kind == File {
			return i.Label + " " + i.Why
		}
		return i.Label + "：" + i.Why
	default:
		return ""
	}
}

// Owed lists what the case still owes, with the first stage that can't do without it:
// "办公电话还没填，主体审核要用".
func Owed(items []Item) []string {
	owed := []string{}
	for _, i := range items {
		if gap := i.gap(); gap != "" && len(i.Stages) > 0 {
			owed = append(owed, fmt.Sprintf("%s，%s要用", gap, i.lackedAt()))
		}
	}
	return owed
}

// lackedAt names the first stage for which the item does not do.
func (i Item) lackedAt() string {
	for _, stage := range i.Stages {
		if state, _ := i.For(stage); state == Wanting || state == Bad {
			return i.plan.stageLabel(stage)
		}
	}
	return i.NeededAt()
}

// Count tells how many of the eleven rows the case needs, and how many are done. A
// row that needs nothing counts in neither.
func Count(items []Item) (done, total int) {
	for no := 1; no <= 11; no++ {
		needed, complete := false, true
		for _, i := range items {
			if i.No == no && len(i.Stages) > 0 {
				needed = true
				complete = complete && (i.State == Good || i.State == Unchecked)
			}
		}
		if needed {
			total++
			if complete {
				done++
			}
		}
	}
	return done, total
}
