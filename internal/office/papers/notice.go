package papers

import (
	"context"
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"beiandesk/internal/cal"
	"beiandesk/internal/damage"
	"beiandesk/internal/embedded"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/paper"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

//go:embed data/notice.json
var noticeFile []byte

// noticeText is what the materials notice says that no case changes.
type noticeText struct {
	Source   string   `json:"source"`
	Sourced  string   `json:"sourced"`
	Intro    string   `json:"intro"` // {total}, {done} and {missing} count materials, {by} is when
	Dated    string   `json:"dated"` // {day} is the last one
	Undated  string   `json:"undated"`
	Again    string   `json:"again"`
	Absent   string   `json:"absent"`
	Received string   `json:"received"`
	Sending  []string `json:"sending"`
	Privacy  string   `json:"privacy"`
}

var noticeWords = sync.OnceValue(func() noticeText {
	return embedded.JSON[noticeText]("notice.json", noticeFile)
})

// Notice prints the materials notice (备案材料补正通知) of what a case still lacks. Errors:
// NotFound; Blocked where nothing is missing or the case is over; Invalid at letterhead.name
// until the agency's name is set.
func Notice(ctx context.Context, o *office.Office, id ref.CaseID) (Paper, error) {
	f, head, contact, err := underContact(ctx, o, id)
	if err != nil {
		return Paper{}, err
	}
	r := newReport(o, f)
	v := paper.Notice{
		Letterhead: letterhead(head), CaseNumber: f.Case.Number, Client: f.Client.Name, CaseType: r.caseType(), Asks: r.asks(),
		Sending: noticeWords().Sending, Privacy: noticeWords().Privacy, Contact: contact, GeneratedAt: o.Now(),
	}
	came := r.received()
	v.Intro = r.noticed(len(came), len(v.Asks))
	if len(came) > 0 {
		v.Received = strings.ReplaceAll(noticeWords().Received, "{list}", strings.Join(came, "、"))
	}
	if err := damage.Refuse(v); err != nil {
		return Paper{}, err
	}
	made, err := paper.RenderNotice(v)
	if err != nil {
		return Paper{}, err
	}
	return finish("备案材料补正通知", f.Case.Number, o.Today(), made).of(id).drawn(func() ([]byte, error) { return paper.DrawNotice(v) }), nil
}

// asks are the materials that are missing, as the client is asked for them.
func (r report) asks() []paper.NoticeAsk {
	t, list := noticeWords(), []paper.NoticeAsk{}
	if r.f.State.Over() {
		return list
	}
	for _, a := range materials.Asks(r.f.Materials.Items) {
		ask := paper.NoticeAsk{Label: a.Label, State: t.Absent, Text: a.Text}
		if a.Again {
			ask.State = t.Again
		}
		list = append(list, ask)
	}
	return list
}

// noticed counts what there is and says by when the rest is to come.
func (r report) noticed(came, missing int) string {
	t := noticeWords()
	by := t.Undated
	for _, run := range r.f.State.OpenRuns() {
		stage, _ := r.o.Engine.Graph().Stage(run.Stage)
		if due := workflow.Governing(run, r.dates); stage.Collects && due != nil && due.Due.Dated() && due.Due.Day >= r.today {
			by = strings.ReplaceAll(t.Dated, "{day}", cal.LongDay(due.Due.Day)+"（"+cal.WeekdayName(due.Due.Day)+"）")
		}
	}
	return strings.NewReplacer("{total}", strconv.Itoa(came+missing), "{done}", strconv.Itoa(came), "{missing}", strconv.Itoa(missing), "{by}", by).Replace(t.Intro)
}

// received names what came in.
func (r report) received() []string {
	var names []string
	for _, i := range r.f.Materials.Items {
		if len(i.Stages) > 0 && (i.State == materials.Good || i.State == materials.Unchecked) {
			names = append(names, i.Label)
		}
	}
	return names
}
