package morning

import (
	"context"
	"fmt"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/views"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

const (
	mostLines  = 8             // cases that a list names of each group
	mostRounds = 200           // rounds that are looked at
	roundLeft  = 3 * time.Hour // of its 24 hours, from which on a round is told
	title      = "【备案台】"
)

// Message is what the group is told. Key names what it tells of: day:2026-11-23 or a round.
type Message struct {
	Key  string
	What string // 早上清单, 短信核验到期: for the journal
	Text string
}

// List is the list of the day as the group would be told it now.
func List(ctx context.Context, o *office.Office) (Message, error) {
	page, err := views.Today(ctx, o, views.TodayInput{Size: mostLines})
	if err != nil {
		return Message{}, err
	}
	return listOf(page), nil
}

func listOf(p views.TodayPage) Message {
	today := cal.DayOf(p.Now)
	counts := map[string]int{}
	for _, g := range p.Groups {
		counts[g.Code] = g.Count
	}
	lines := []string{
		title + cal.FormatDay(today, today),
		fmt.Sprintf("逾期 %d 项，今天 %d 项，7 天内 %d 项", counts[workflow.GroupOverdue], counts[workflow.GroupToday], counts[workflow.GroupWeek]),
	}
	for _, g := range p.Groups {
		if label := map[string]string{workflow.GroupOverdue: "逾期", workflow.GroupToday: "今天"}[g.Code]; label != "" && len(g.Rows) > 0 {
			lines = append(lines, label+"："+named(g.Rows, g.Count))
		}
	}
	for _, t := range p.SMS {
		lines = append(lines, roundWords(t))
	}
	return Message{Key: dayKey(today), What: "早上清单", Text: strings.Join(lines, "\n")}
}

// named names the cases of rows, each once, and says how many rows there are where not all stand.
func named(rows []views.Task, count int) string {
	var names []string
	seen := map[string]bool{}
	for _, t := range rows {
		if name := caseWord(t); !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	words := strings.Join(names, "、")
	if count > len(rows) {
		words += fmt.Sprintf(" 等 %d 项", count)
	}
	return words
}

// caseWord names a case and its site as far as it may leave the desk. A site's name, which may
// be a client's, stays.
func caseWord(t views.Task) string { return strings.TrimSpace(t.CaseNumber + " " + t.Domain) }

func roundWords(t views.Task) string {
	ends := t.Due.Day + " 到期"
	if !t.Due.Clock {
		ends = "开始的日子不详，请补"
	}
	return fmt.Sprintf("短信核验第 %d 轮：%s，%s", t.Round.No, caseWord(t), ends)
}

// rounds are those that end soon. Today's page may leave some out.
func rounds(ctx context.Context, o *office.Office, now time.Time) (list []Message, err error) {
	var rows []store.TaskRow
	err = o.Read(ctx, func(tx store.Tx) (err error) {
		rows, err = tx.TaskList().Tasks(store.TaskQuery{Now: now, Stage: o.Engine.Graph().RoundsStage().Code, Clocked: true, Limit: mostRounds})
		return err
	})
	for _, row := range rows {
		t := views.TaskOf(o, row)
		if left := t.Due.At.Sub(now); left <= 0 || left > roundLeft {
			continue
		}
		list = append(list, Message{
			Key: fmt.Sprintf("round:%s#%d", t.RunRow.ID, t.Round.No), What: "短信核验到期",
			Text: title + roundWords(t) + "，" + t.Due.Left,
		})
	}
	return list, err
}

func dayKey(d cal.Day) string { return "day:" + d.String() }
