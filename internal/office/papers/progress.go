package papers

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/damage"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/office/views"
	"beiandesk/internal/paper"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// underHead reads a case as its page shows it, and the letterhead of its papers.
func underHead(ctx context.Context, o *office.Office, id ref.CaseID) (f views.CasePage, head setup.Letterhead, err error) {
	f, head, _, err = underContact(ctx, o, id)
	return f, head, err
}

// underContact is underHead with whom the paper names to be asked: the 经办 of the case, by his
// own phone and mail where he has any and else by the agency's.
func underContact(ctx context.Context, o *office.Office, id ref.CaseID) (f views.CasePage, head setup.Letterhead, contact paper.Contact, err error) {
	if f, err = views.Show(ctx, o, id); err != nil {
		return f, head, contact, err
	}
	err = o.Read(ctx, func(tx store.Tx) error {
		if head, err = setup.LetterheadOf(tx); err != nil {
			return err
		}
		own, _, err := setup.ProfileOf(tx, f.Case.OwnerID)
		if err != nil {
			return err
		}
		own = own.Over(head)
		contact = paper.Contact{Name: f.Owner, Title: own.Title, Phone: own.Phone, WeChat: own.WeChat, Email: own.Email}
		return nil
	})
	return f, head, contact, err
}

// Progress prints a progress report of a case as it stands now. Errors: NotFound;
// Invalid at letterhead.name until the agency's name is set.
func Progress(ctx context.Context, o *office.Office, id ref.CaseID) (Paper, error) {
	v, err := progressOf(ctx, o, id)
	if err != nil {
		return Paper{}, err
	}
	r, err := paper.RenderProgress(v)
	if err != nil {
		return Paper{}, err
	}
	return finish(progressName, v.CaseNumber, o.Today(), r).of(id).drawn(func() ([]byte, error) { return paper.DrawProgress(v) }), nil
}

const progressName = "备案进度报告"

// progressOf fills a progress report; its number is told even where it can't be filled.
func progressOf(ctx context.Context, o *office.Office, id ref.CaseID) (paper.Progress, error) {
	f, head, contact, err := underContact(ctx, o, id)
	if err != nil {
		return paper.Progress{CaseNumber: f.Case.Number}, err
	}
	v := newReport(o, f).view()
	v.Letterhead = letterhead(head)
	v.Contact = contact
	return v, damage.Refuse(v)
}

// report gathers what the parts of a progress report look at.
type report struct {
	o     *office.Office
	f     views.CasePage
	texts texts
	kind  workflow.Type
	dates []workflow.Deadline
	today cal.Day
}

func newReport(o *office.Office, f views.CasePage) report {
	kind, _ := o.Engine.Graph().Type(f.Case.Type)
	r := report{o: o, f: f, texts: words(), kind: kind, today: o.Today()}
	for _, c := range f.Clocks {
		r.dates = append(r.dates, c.Deadline)
	}
	return r
}

func (r report) view() paper.Progress {
	v := paper.Progress{
		CaseNumber: r.f.Case.Number, Client: r.f.Client.Name, Place: r.province(), CaseType: r.caseType(),
		FiledAs: r.kind.Named("名称"), Summary: r.summary(), Tracks: r.tracks(), Actions: r.actions(), Waits: r.waits(), Numbers: r.numbers(), NoNumbers: r.noNumbers(),
		Dates: r.coming(), Unpublished: r.unpublished(), History: r.history(), GeneratedAt: r.o.Now(),
	}
	var names, domains []string
	for _, s := range r.f.Sites {
		if s.Name != "" {
			names = append(names, s.Name)
		}
		if s.Domain != "" {
			domains = append(domains, s.Domain)
		}
	}
	v.SiteName, v.Domain = strings.Join(names, "、"), strings.Join(domains, "、")
	return v
}

func (r report) province() string {
	p, _ := r.o.Engine.Graph().Province(r.f.Case.Province)
	return p.Name
}

func (r report) caseType() string {
	switch {
	case r.f.State.ICP && r.f.State.Police:
		return r.f.TypeLabel + "（ICP备案＋公安备案）"
	case r.f.State.ICP:
		return r.f.TypeLabel + "（ICP备案）"
	}
	return r.f.TypeLabel
}

// stageLabel names a run's stage, and its site where there are several.
func (r report) stageLabel(run workflow.Run) string {
	s, _ := r.o.Engine.Graph().Of(r.kind.Code).Stage(run.Stage)
	return s.Label + r.siteWord(run.Site)
}

func (r report) siteWord(id ref.SiteID) string {
	if len(r.f.Sites) < 2 || id == "" {
		return ""
	}
	for _, s := range r.f.Sites {
		if s.ID == id {
			return "（" + casefile.SiteLabel(s.Site) + "）"
		}
	}
	return ""
}

// stage gives a stage's words, those of the case's type before the common ones.
func (r report) stage(code string) stageText {
	t, own := r.texts.Stages[code], r.texts.Types[r.kind.Code].Stages[code]
	return stageText{Matter: r.kind.Word(cmp.Or(own.Matter, t.Matter)), Done: r.kind.Word(cmp.Or(own.Done, t.Done))}
}

func (r report) step(run workflow.Run) stepText {
	code := run.Stage + "/" + run.Step
	t, own := r.texts.Steps[code], r.texts.Types[r.kind.Code].Steps[code]
	t.What, t.Act, t.By = r.kind.Word(cmp.Or(own.What, t.What)), cmp.Or(own.Act, t.Act), cmp.Or(own.By, t.By)
	if subjects, ok := r.o.Engine.Graph().SubjectsOf(string(r.f.Client.Kind)); ok && t.Act != "" {
		t.Act += r.texts.Subjects[subjects.Code].Steps[code].Act
	}
	place := ""
	if v := run.Visit; v != nil {
		t.Act = cmp.Or(t.Visits[v.Kind], t.Act)
		if told := slices.DeleteFunc([]string{v.Place, v.Contact}, func(s string) bool { return s == "" }); len(told) > 0 {
			place = "（" + strings.Join(told, "，") + "）"
		}
	}
	t.Act = strings.NewReplacer("{place}", place, "{people}", r.people(run), "{domain}", r.domain(run.Site), "{mobile}", r.mobile()).Replace(t.Act)
	t.Act = r.withTerm(t.Act, t.Clock)
	return t
}

// people names those whom a step asks in person and who have not done their part; where it
// asks nobody in particular, or one has no name, 负责人.
func (r report) people(run workflow.Run) string {
	i := slices.IndexFunc(r.f.Next, func(n views.Next) bool { return n.Run.Key == run.Key })
	if i < 0 || len(r.f.Next[i].Asked) == 0 || slices.Contains(r.f.Next[i].Asked, "") {
		return "负责人"
	}
	return strings.Join(r.f.Next[i].Asked, "、")
}

// withTerm puts the term of a clock into a text. The case's edition has it: staff may have
// changed the clock since, which leaves the case as it is.
func (r report) withTerm(text, clock string) string {
	if clock == "" {
		return text
	}
	term, _ := r.o.Editions.Of(r.f.Case.Edition).Engine.Graph().TermOf(workflow.ChangeClock, "", clock)
	return strings.ReplaceAll(text, termSlot, term.Words)
}

func (r report) domain(id ref.SiteID) string {
	var all []string
	for _, s := range r.f.Sites {
		if (id == "" || s.ID == id) && s.Domain != "" {
			all = append(all, s.Domain)
		}
	}
	return strings.Join(all, "、")
}

// mobile is the lead's, masked, in brackets; "" when it is not known.
func (r report) mobile() string {
	for _, p := range r.f.People {
		if slices.Contains(p.Roles, cases.SubjectLead) && p.Mobile != "" {
			return "（" + p.Mobile + "）"
		}
	}
	return ""
}

func (r report) who(p workflow.Party) string {
	return strings.ReplaceAll(r.texts.Who[string(p)], "{bureau}", r.province()+"通信管理局")
}

// summary says in a sentence which stage the case is at, whom we wait for, and until
// when.
func (r report) summary() string {
	st := r.f.State
	if st.Ended != nil {
		switch st.Status {
		case workflow.Delivered:
			return "本案已" + on(*st.Ended) + "办结交付，" + r.leaves()
		case workflow.Withdrawn:
			return "本案已" + on(*st.Ended) + "按贵方要求停办。"
		default:
			return "本案已" + on(*st.Ended) + "终止，不再办理。"
		}
	}
	if st.Leaving != nil {
		return "本案已于" + longDay(st.Leaving.At.Day) + "停止办理，正在收尾。"
	}
	run, due, open := r.o.Engine.Headline(st, r.dates)
	if !open {
		return "当前没有进行中的环节。"
	}
	var b strings.Builder
	if _, paused := r.o.Engine.Pause(st); paused {
		return r.paused(run, due)
	}
	what := r.step(run).What
	switch run.Party {
	case workflow.Client:
		fmt.Fprintf(&b, "“%s”环节，等待您%s", r.stageLabel(run), what)
	case workflow.Agency:
		fmt.Fprintf(&b, "“%s”环节，由我们%s", r.stageLabel(run), what)
	default:
		fmt.Fprintf(&b, "“%s”环节，正在等待%s%s", r.stageLabel(run), r.who(run.Party), what)
	}
	b.WriteString(r.until(run, due) + "。")
	if others := r.others(run); len(others) > 0 {
		b.WriteString("同时在办：" + strings.Join(others, "、") + "。")
	}
	if live := r.live(); live != "" {
		b.WriteString(live)
	}
	return b.String()
}

// leaves says what is left to do once a case is delivered: nothing, or what the client does
// himself.
func (r report) leaves() string {
	var last *cal.Day
	for _, d := range r.f.Duties {
		if !d.Date.Due.Dated() {
			continue
		}
		if day := d.Date.Due.Day; last == nil || day < *last {
			last = &day
		}
	}
	if last == nil {
		return "没有待办事项。"
	}
	return "我们没有待办事项。" + strings.ReplaceAll(r.texts.NotOrdered.Summary, "{day}", longDay(*last))
}

// paused says that the case is on hold, until when, and what waits meanwhile.
func (r report) paused(pause workflow.Run, due *workflow.Deadline) string {
	text := "案件目前暂停"
	if due != nil {
		text += "，约定到" + longDay(due.Due.Day) + "再定"
	}
	if others := r.others(pause); len(others) > 0 {
		text += "，停在：" + strings.Join(others, "、")
	}
	return text + "。"
}

// others names the open runs beside one, those of several sites in one word.
func (r report) others(run workflow.Run) []string {
	var names []string
	perStage := map[string]int{}
	for _, other := range r.f.State.OpenRuns() {
		if other.Key != run.Key {
			perStage[other.Stage]++
		}
	}
	for _, other := range r.f.State.OpenRuns() {
		n := perStage[other.Stage]
		switch {
		case other.Key == run.Key || n == 0:
			continue
		case n == 1:
			names = append(names, r.stageLabel(other))
		default:
			s, _ := r.o.Engine.Graph().Of(r.kind.Code).Stage(other.Stage)
			names = append(names, s.Label+r.sitesWord(n))
		}
		perStage[other.Stage] = 0
	}
	return names
}

func (r report) sitesWord(n int) string { return fmt.Sprintf("（%d 个%s）", n, r.kind.Files) }

// until puts a run's dates at the end of a sentence: when its result is expected,
// and the date that governs it.
func (r report) until(run workflow.Run, due *workflow.Deadline) string {
	text := ""
	for _, d := range r.dates {
		if d.RunKey != run.Key || d.Kind != workflow.Expected || !d.Due.Dated() {
			continue
		}
		text = "，预计" + longDay(d.Due.Day)
		if d.From != nil && d.From.Day < d.Due.Day {
			text = "，预计" + longDay(d.From.Day) + "至" + longDay(d.Due.Day)
		}
		text += "前后出结果（以主管部门通知为准）"
	}
	if due == nil || !due.Due.Dated() {
		return text
	}
	switch due.Kind {
	case workflow.Expected:
		return text
	case workflow.AgreedOn:
		return text + "，约定" + longMoment(due.Due) + "前办好"
	case workflow.Reminder:
		return text + "，约" + longMoment(due.Due)
	case workflow.Appointment:
		return text + "，时间定在" + longMoment(due.Due)
	default:
		return text + "，最迟" + longMoment(due.Due)
	}
}

func (r report) live() string {
	var days []cal.Day
	for _, s := range r.f.State.Sites {
		if s.Live != nil && s.Live.Dated() {
			days = append(days, s.Live.Day)
		}
	}
	if len(days) == 0 || len(days) < len(r.f.Sites) {
		return ""
	}
	return r.kind.Named("已于") + longDay(slices.Max(days)) + r.kind.Goes + "。"
}

// longDay gives 2026年11月23日（周一） with the space that stands before figures.
func longDay(d cal.Day) string {
	return " " + cal.LongDay(d) + "（" + cal.WeekdayName(d) + "）"
}

// on says when something happened, as far as that is known.
func on(m cal.Moment) string {
	if !m.Dated() {
		return ""
	}
	return "于" + longDay(m.Day)
}

func longMoment(m cal.Moment) string {
	if m.IsDay() {
		return longDay(m.Day)
	}
	return longDay(m.Day) + cal.Clock(m) + " "
}
