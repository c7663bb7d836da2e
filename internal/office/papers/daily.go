package papers

import (
	"context"
	"fmt"
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/notices"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/office/views"
	"beiandesk/internal/paper"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// The scopes of a daily sheet.
const (
	Mine = "mine" // what the staff who acts is in charge of
	All  = "all"
)

// dailyMost is how many rows of a group a sheet has: about fifteen pages, which nobody works
// through in a morning.
const dailyMost = 300

// Daily prints the sheet of today's deadlines: overdue, passed without being a term,
// today, and within seven days.
// What only waits on others and needs nothing from us is left out, as on Today; what clients
// must do themselves stands in a group of its own. party "" is any. Of a group the first dailyMost
// are printed, and the sheet says how many there are; what of the database can't be read is left
// out, and the sheet says so. Another scope is a 经办 who is away and whose cases the one who acts
// looks after. Errors: Invalid at scope or party, Blocked where he is here.
func Daily(ctx context.Context, o *office.Office, scope, party string) (Paper, error) {
	today := o.Today()
	v := paper.Daily{From: today.Add(1), To: today.Add(7), GeneratedAt: o.Now()}
	var owner ref.StaffID
	switch scope {
	case All:
	case Mine:
		owner = o.Staff
	default:
		owner = ref.StaffID(scope)
		err := o.Read(ctx, func(tx store.Tx) error {
			if _, err := tx.Staff().Get(owner); errs.CodeOf(err) == errs.NotFound {
				return errs.AtField("scope", "请选择我的、全部或不在的经办")
			}
			return setup.MayLookAfter(tx, o, owner)
		})
		if err != nil {
			return Paper{}, err
		}
	}
	if party != "" {
		if v.Party = casefile.PartyLabel(o, workflow.Party(party)); v.Party == "" {
			return Paper{}, errs.AtField("party", "没有“%s”这一方。从列出的各方里选", party)
		}
	}
	day := &sheet{Daily: &v, owner: owner, party: party}
	if err := day.groups(ctx, o); err != nil {
		return Paper{}, err
	}
	if err := o.Read(ctx, func(tx store.Tx) error { return day.head(o, tx) }); err != nil {
		return Paper{}, err
	}
	for _, part := range []struct {
		label string
		read  func(*office.Office, store.Tx) error
	}{{"查看结果的地方", day.notices}, {"客户自办", day.own}} {
		if err := day.part(part.label, o.Read(ctx, func(tx store.Tx) error { return part.read(o, tx) })); err != nil {
			return Paper{}, err
		}
	}
	if err := o.Read(ctx, func(tx store.Tx) error { return phones(tx, v.Overdue, v.Ask, v.Today, v.Week, v.Own) }); err != nil {
		return Paper{}, err
	}
	r, err := paper.RenderDaily(v)
	if err != nil {
		return Paper{}, err
	}
	p := finish("今日期限表", "", today, r)
	for _, words := range []string{v.TornWords(), v.CutWords()} {
		if words != "" {
			p.Warnings = append(p.Warnings, words)
		}
	}
	return p, nil
}

// sheet is a day's sheet that is being filled.
type sheet struct {
	*paper.Daily
	owner ref.StaffID
	party string
}

// part notes what could not be read of the database, which stops nothing else.
func (s *sheet) part(label string, err error) error {
	if damage.IsOfFile(err) {
		s.Torn = append(s.Torn, label)
		return nil
	}
	return err
}

// groups fills in the tasks, a group at a time.
func (s *sheet) groups(ctx context.Context, o *office.Office) error {
	for _, group := range []struct {
		code, label string
		rows        *[]paper.DailyRow
	}{{workflow.GroupOverdue, "逾期", &s.Overdue}, {workflow.GroupToday, "今日", &s.Today}, {workflow.GroupWeek, "7 天内", &s.Week}} {
		if err := s.part(group.label, s.group(ctx, o, group.code, group.label, group.rows)); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheet) group(ctx context.Context, o *office.Office, code, label string, rows *[]paper.DailyRow) error {
	g, now, err := views.GroupOf(ctx, o, views.TodayInput{Owner: s.owner, Party: s.party, Group: code}, dailyMost)
	if err != nil {
		return err
	}
	for _, t := range g.Rows {
		if t.Due.Moment == nil {
			continue
		}
		row, to := dailyRow(t), rows
		if row.Appointed {
			where, err := whereIn(ctx, o, t)
			if err != nil {
				return err
			}
			row.Todo += where
		}
		if code == workflow.GroupToday && t.Due.Moment.Past(now) {
			to = &s.Ask
		}
		*to = append(*to, row)
	}
	if g.Next != "" {
		s.Cut = append(s.Cut, cutWords(label, unfolded(g), len(g.Rows)))
	}
	return nil
}

// head fills in who prints it, and how far the journal has come.
func (s *sheet) head(o *office.Office, tx store.Tx) error {
	head, err := setup.LetterheadIfWhole(tx)
	if err != nil {
		return err
	}
	newest, err := tx.Journal().Link(0)
	if err != nil {
		return err
	}
	s.Code = newest.Code()
	s.Agency = head.Name
	if head.Damaged {
		s.Agency = damage.Mark
	}
	if s.party == "" {
		s.Yearly = views.YearlyTask(rulebook.CountUnconfirmed(o))
	}
	if s.owner != "" {
		staff, err := tx.Staff().Get(s.owner)
		if err != nil {
			return err
		}
		s.Staff = staff.Name
	}
	return nil
}

// notices fills in where to look today.
func (s *sheet) notices(o *office.Office, tx store.Tx) (err error) {
	if s.party == "" {
		s.Notices, err = noticeLines(o, tx)
	}
	return err
}

// own fills in what clients must do themselves.
func (s *sheet) own(o *office.Office, tx store.Tx) error {
	rows, count, err := ownRows(o, tx, s.owner, s.party)
	if err != nil {
		return err
	}
	if s.Own = rows; count > len(rows) {
		s.Cut = append(s.Cut, cutWords("客户自办", count, len(rows)))
	}
	return nil
}

// cutWords says of a group how much of it is printed.
func cutWords(label string, of, printed int) string {
	return fmt.Sprintf("%s共 %d 项，只印前 %d 项", label, of, printed)
}

// unfolded counts the rows of a group that Today shows one by one.
func unfolded(g views.TaskGroup) int {
	n := g.Count
	for _, w := range g.Folded {
		n -= w.Count
	}
	return n
}

// noticesNamed is how many cases a line of the sheet names.
const noticesNamed = 4

// noticeLines tell where to look for results today, and for which cases.
func noticeLines(o *office.Office, tx store.Tx) (lines []string, err error) {
	due, err := notices.DueIn(o, tx)
	for _, n := range due {
		if n.Look != nil {
			continue
		}
		names := []string{}
		for _, c := range n.Cases[:min(len(n.Cases), noticesNamed)] {
			names = append(names, c.Client+" "+c.Number)
		}
		if len(n.Cases) > noticesNamed {
			names[len(names)-1] += " 等"
		}
		lines = append(lines, fmt.Sprintf("查看%s：%s（%s）", n.Label, n.Count(), strings.Join(names, "、")))
	}
	return lines, err
}

// dailyRow is a task that has a date.
func dailyRow(t views.Task) paper.DailyRow {
	return paper.DailyRow{
		Due: *t.Due.Moment, Left: t.Due.Left, Staff: t.Owner, Client: t.Client, Case: t.CaseNumber, Stage: t.StageLabel, Todo: t.Todo,
		WaitingOn: strings.TrimPrefix(t.PartyLabel, "待"), Appointed: t.Due.Kind == workflow.Appointment,
	}
}

// whereIn tells where an appointment is and whom to ask, as far as the police have said so.
// Lists do not keep it: it stands sealed in the case's moves.
func whereIn(ctx context.Context, o *office.Office, t views.Task) (words string, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		d, err := casefile.Read(o, tx, t.CaseID)
		if damage.Is(err) || damage.IsOfFile(err) || errs.CodeOf(err) == errs.NotFound {
			words = "，" + damage.Mark
			return nil
		}
		if err != nil {
			return err
		}
		if r, ok := d.OpenRun(t.RunRow.ID); ok && r.Visit != nil {
			for _, said := range []string{r.Visit.Place, r.Visit.Contact} {
				if said != "" {
					words += "，" + said
				}
			}
		}
		return nil
	})
	return words, err
}

// phones fills in the masked mobile of each row's lead, a case at a time.
func phones(tx store.Tx, groups ...[]paper.DailyRow) error {
	known := map[string]string{}
	for _, rows := range groups {
		for i := range rows {
			number := rows[i].Case
			phone, ok := known[number]
			if !ok {
				var err error
				if phone, err = mobile(tx, number); errs.CodeOf(err) == errs.NotFound || damage.IsOfFile(err) {
					phone, err = damage.Mark, nil // a row that others name is gone, or unreadable: no other case waits for it
				}
				if err != nil {
					return err
				}
				known[number] = phone
			}
			rows[i].Phone = phone
		}
	}
	return nil
}

func mobile(tx store.Tx, number string) (string, error) {
	c, err := tx.Cases().ByNumber(number)
	if err != nil {
		return "", err
	}
	leads, err := tx.Leads().Of(c.ID)
	if err != nil {
		return "", err
	}
	for _, l := range leads {
		if l.Role != cases.SubjectLead {
			continue
		}
		p, err := tx.Clients().Person(l.Person)
		if err != nil || p.Mobile == "" {
			return "", err
		}
		return identity.MaskPhone(p.Mobile), nil
	}
	return "", nil
}
