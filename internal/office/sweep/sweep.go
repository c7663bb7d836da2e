// Package sweep is the morning's look, place by place, at all that others may have decided
// since: the cloud's console, account by account, the registry of MIIT, the police's platform.
// Each thing to look up stands with what it is looked up by.
package sweep

import (
	"cmp"
	"context"
	"slices"

	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// SweepPlace is a place to look at, with what is looked up there.
type SweepPlace struct {
	Code  string      `json:"code"`
	Label string      `json:"label"`
	URL   string      `json:"url"`
	Items []SweepItem `json:"items"`
	More  bool        `json:"more"`  // there are more than Items holds
	Rests int         `json:"rests"` // looked up already, without a result: queued again on the next working day
}

// SweepItem is an open run whose reviewer may have decided.
type SweepItem struct {
	CaseID  ref.CaseID `json:"caseId"`
	RunID   ref.RunID  `json:"runId"`
	Number  string     `json:"number"`
	Client  string     `json:"client"`
	Stage   string     `json:"stage"`
	Site    string     `json:"site"`    // what is looked up: its domain, or its name where it has none
	Account string     `json:"account"` // of the cloud, 主账号 ID; "" elsewhere and where nobody knows it
	Todo    string     `json:"todo"`
	Left    string     `json:"left"` // 剩 3 个工作日
	For     string     `json:"for"`  // who is away, and in whose place it is looked up; "" for one's own
}

// most is how many things a place names.
var most = 200

// place says of a party where its results are looked up.
type place struct {
	code, label, url string
	parties          []workflow.Party
}

// places are all there are, in the order in which they are looked at: an SMS runs out within a
// day. What their results are written on beside it, package notices tells.
var places = []place{
	{"sms", "短信核验", "https://beian.miit.gov.cn", nil}, // handbook of the cloud: by the link in the SMS, or there
	{"cloud", "腾讯云备案控制台", "https://console.cloud.tencent.com/beian", []workflow.Party{workflow.Cloud}},
	{"platform", "小程序后台", "https://mp.weixin.qq.com", []workflow.Party{workflow.Platform}},
	{"bureau", "工信部备案查询", "https://beian.miit.gov.cn", []workflow.Party{workflow.Bureau}},
	{"police", "公安平台", "https://beian.mps.gov.cn", []workflow.Party{workflow.Police}},
}

// Queue lists the places at which something may be found now; an owner's alone, "" for all. Of
// the one who acts it has the cases, too, that he looks after today for one who is away. What was
// looked up without a result is left out until the next working day, but for SMS: those run out
// within a day.
func Queue(ctx context.Context, o *office.Office, owner ref.StaffID) (list []SweepPlace, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		list, err = queue(o, tx, owner)
		return err
	})
	return list, err
}

func queue(o *office.Office, tx store.Tx, owner ref.StaffID) ([]SweepPlace, error) {
	found := make([]SweepPlace, len(places))
	for i, p := range places {
		found[i] = SweepPlace{Code: p.code, Label: p.label, URL: p.url, Items: []SweepItem{}}
	}
	owners := []ref.StaffID{owner}
	if owner == o.Staff {
		covered, err := setup.CoveredIn(tx, o)
		if err != nil {
			return nil, err
		}
		owners = append(owners, covered...)
	}
	rest, _, err := restingIn(o, tx)
	if err != nil {
		return nil, err
	}
	for _, stage := range o.Engine.Graph().Stages {
		if !looked(o.Engine.Graph(), stage) {
			continue
		}
		rows, err := waiting(o, tx, stage.Code, owners, len(rest))
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			at := placeOf(o.Engine.Graph(), r)
			switch {
			case at < 0:
			case len(places[at].parties) > 0 && rest[r.ID] > o.Today(): // an SMS is looked up each time: it runs out within a day
				found[at].Rests++
			default:
				found[at].add(o, r, owner)
			}
		}
	}
	for i := range found {
		if places[i].code == "cloud" {
			if err := found[i].byAccount(tx); err != nil {
				return nil, err
			}
		}
	}
	return slices.DeleteFunc(found, func(p SweepPlace) bool { return len(p.Items)+p.Rests == 0 }), nil
}

// waiting are the runs of a stage of several 经办, the first due first: as many as a place names
// beside all that rest, and one more.
func waiting(o *office.Office, tx store.Tx, stage string, owners []ref.StaffID, rest int) (all []store.TaskRow, err error) {
	for _, owner := range owners {
		rows, err := tx.TaskList().Tasks(store.TaskQuery{Now: o.Now(), Owner: owner, Stage: stage, Limit: most + rest + 1})
		if err != nil {
			return nil, err
		}
		all = append(all, rows...)
	}
	slices.SortStableFunc(all, func(a, b store.TaskRow) int { return cmp.Compare(a.Sort(), b.Sort()) })
	return all, nil
}

// looked says whether a stage of any type has a step that is looked up.
func looked(g *workflow.Graph, stage workflow.Stage) bool {
	return stage.Code == g.RoundsStage().Code || slices.ContainsFunc(stage.Steps, func(s workflow.Step) bool {
		return slices.ContainsFunc(g.Types, func(t workflow.Type) bool {
			own, _ := g.StepIn(t.Code, stage.Code, s.Code)
			return own.Party.Office()
		})
	})
}

// placeOf tells where a run is looked up, -1 for nowhere. It goes by whom its step waits for,
// though it may wait for us by now, to ask about what is late.
func placeOf(g *workflow.Graph, r store.TaskRow) int {
	if r.Status != string(workflow.Open) {
		return -1
	}
	if r.Stage == g.RoundsStage().Code {
		return 0
	}
	step, _ := g.StepIn(r.CaseType, r.Stage, r.Step)
	return slices.IndexFunc(places, func(p place) bool { return slices.Contains(p.parties, step.Party) })
}

func (p *SweepPlace) add(o *office.Office, r store.TaskRow, owner ref.StaffID) {
	if len(p.Items) == most {
		p.More = true
		return
	}
	said := o.Editions.Of(r.Edition).Engine.For(r.CaseType).WordsOf(r.RunLine, workflow.LineNames{
		CaseType: r.CaseType, Province: r.Province, Client: r.Client, Lead: r.Lead, Domain: r.Domain,
	}, o.Now())
	away := ""
	if owner == o.Staff && r.OwnerID != owner {
		away = r.Owner
	}
	p.Items = append(p.Items, SweepItem{
		For: away, CaseID: r.CaseID, RunID: r.ID, Number: r.CaseNumber, Client: r.Client, Stage: casefile.StageLabel(o, r.CaseType, r.Stage),
		Site: r.SiteWord(), Todo: said.Todo, Left: said.Left,
	})
}

// byAccount brings together what one account of the cloud holds, the account of what is due
// first before the others; who has told no account has one of his own.
func (p *SweepPlace) byAccount(tx store.Tx) error {
	first := map[string]int{}
	for i := range p.Items {
		c, err := tx.Cases().Get(p.Items[i].CaseID)
		if err != nil {
			return err
		}
		p.Items[i].Account = c.AccountUIN
		key := p.Items[i].key()
		if _, ok := first[key]; !ok {
			first[key] = i
		}
	}
	slices.SortStableFunc(p.Items, func(a, b SweepItem) int { return cmp.Compare(first[a.key()], first[b.key()]) })
	return nil
}

func (i SweepItem) key() string { return cmp.Or(i.Account, i.Client) }
