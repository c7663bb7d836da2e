package demo

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/money"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// step is an event that has no moment yet.
type step struct {
	what string
	gap  gap
	do   func(context.Context, *world) error
}

func (p *profile) open(in filing.OpenInput) step {
	return step{"open", gap{}, func(ctx context.Context, w *world) error {
		in.Same = filing.SameNew // people of one name are different people here
		opened, err := filing.Open(ctx, w.Office, in)
		w.ids[p.i] = opened.ID
		if err != nil || p.i%5 == 4 {
			return err // one in five has signed nothing yet
		}
		return agree(ctx, w, opened.ID, p.i)
	}}
}

// agree registers what the people of a new case have signed; of one in ten the paper was
// scanned.
func agree(ctx context.Context, w *world, id ref.CaseID, who int) (err error) {
	var file *consents.EvidenceFile
	if who%10 == 0 && who < Own {
		file = &consents.EvidenceFile{Name: "个人信息处理同意书.jpg"}
		if file.Content, err = w.scanOf("consent", who, false); err != nil {
			return err
		}
	}
	var leads []cases.Lead
	err = w.Office.Read(ctx, func(tx store.Tx) (err error) {
		leads, err = tx.Leads().Of(id)
		return err
	})
	signed := map[ref.PersonID]bool{}
	for _, l := range leads {
		if err != nil || signed[l.Person] {
			continue
		}
		signed[l.Person] = true
		err = consents.Add(ctx, w.Office, consents.ConsentInput{Person: l.Person, Matters: []string{"basic", "sensitive", "provide"}, Way: "paper", Evidence: "个人信息处理同意书第 2 版，原件在合同夹", File: file})
	}
	return err
}

// reasons for which reviewers send an order back.
var reasons = map[string]string{
	"template.reject": "执照扫描件边框不完整", "domain.fail": "实名信息与证件不一致", "prereview.reject": "手持照反光，看不清证件号码",
	"prereview.pull-back": "客户要改网站名称", "bureau-review.reject": "网站名称与主体不符", "police-site.reject": "常住地没有写到门牌号",
}

// moves are the moves of one action: one for each site where it goes by site.
func (p *profile) moves(code string) []step {
	g := gaps[code]
	count := 1
	if p.has(twoSites) {
		switch stage, _, _ := strings.Cut(code, "."); stage {
		case "online", "police-site", "police-number":
			count = 2
		}
	}
	list := []step{}
	for n := range count {
		list = append(list, p.move(code, reasons[code], p.values(code, n), fmt.Sprint(n+1), g))
		g = inMinutes(5, 20)
	}
	return list
}

// move records an action for the order or for the site of that ordinal.
func (p *profile) move(code, reason string, values func(*world, views.CasePage) map[string]string, ordinal string, g gap) step {
	return step{code, g, func(ctx context.Context, w *world) error {
		in := filing.DoInput{CaseID: w.ids[p.i], Action: code, Reason: reason}
		if values != nil || p.has(twoSites) {
			f, err := w.look(ctx, p.i)
			if err != nil {
				return err
			}
			if values != nil {
				in.Values = values(w, f)
			}
			if stage, _, _ := strings.Cut(code, "."); stage == "online" || stage == "police-site" || stage == "police-number" {
				for _, s := range f.Sites {
					if fmt.Sprint(s.Ordinal) == ordinal {
						in.SiteID = s.ID
					}
				}
			}
		}
		_, err := filing.Do(ctx, w.Office, in)
		var e *errs.Error
		if errors.As(err, &e) && e.Field == "override" {
			// The pre-flight says no: staff write down why it goes out all the same.
			in.Values = map[string]string{"override": "客户当天续费，到期日随后更新"}
			_, err = filing.Do(ctx, w.Office, in)
		}
		return err
	}}
}

// look reads what a move must know of its case.
func (w *world) look(ctx context.Context, i int) (views.CasePage, error) {
	var f views.CasePage
	err := w.Read(ctx, func(tx store.Tx) error {
		sites, err := tx.Sites().Of(w.ids[i])
		if err != nil {
			return err
		}
		for _, s := range sites {
			f.Sites = append(f.Sites, views.SiteFile{Site: s})
		}
		leads, err := tx.Leads().Of(w.ids[i])
		for _, l := range leads {
			f.People = append(f.People, views.Person{Person: clients.Person{ID: l.Person}})
		}
		return err
	})
	return f, err
}

// values makes what an action asks for; nil when it asks for nothing.
func (p *profile) values(code string, site int) func(*world, views.CasePage) map[string]string {
	lead := func(key string) func(*world, views.CasePage) map[string]string {
		return func(_ *world, f views.CasePage) map[string]string {
			return map[string]string{key: string(f.People[0].ID)}
		}
	}
	fixed := func(values map[string]string) func(*world, views.CasePage) map[string]string {
		return func(*world, views.CasePage) map[string]string { return values }
	}
	switch code {
	case "forms.face":
		if !p.has(twoLeads) {
			return nil
		}
		return lead("person")
	case "bureau-submit.sms":
		return lead("people")
	case "sms.verified", "sms.wrong":
		return lead("person")
	case "sms.missed":
		return fixed(map[string]string{"change": "no"})
	case "number.record":
		if p.has(twoSites) {
			return fixed(map[string]string{"subject_number": p.number(), "site_number:1": p.number() + "-1", "site_number:2": p.number() + "-2"})
		}
		kind, _ := workflow.Embedded().Type(p.kind)
		return fixed(map[string]string{"subject_number": p.number(), "site_number": p.number() + "-1" + kind.Letter})
	case "online.live":
		return func(w *world, _ views.CasePage) map[string]string {
			values := map[string]string{"looked_up": "yes"}
			if p.kind == "police" {
				values["live_day"], values["site_number"] = w.Today().String(), p.number()+"-1"
			}
			return values
		}
	case "police-site.appointment":
		when := p.cal.AddWorkdays(cal.DayOf(p.asOf), 2).End
		return fixed(map[string]string{"when": when.String() + " 15:00", "kind": "interview", "place": "示例公安分局网安大队 302 室", "contact": "值班民警 0571-00000000"})
	case "police-site.approve":
		return fixed(map[string]string{"police_number": p.policeNumber(site + 1)})
	case "handover.done":
		return fixed(map[string]string{"scans": "purge"})
	}
	return nil
}

// files are the materials of a subject that come as files.
func (p *profile) files() []string {
	list := []string{"licence", "id-front", "id-back", "handheld"}
	if p.subject == clients.Personal {
		list = list[1:]
	}
	for _, r := range materials.All() {
		if len(r.Types) > 0 && r.AskedOf(p.kind) {
			list = append([]string{r.Code}, list...)
		}
		if slices.Contains(r.NotFor, p.kind) {
			list = slices.DeleteFunc(list, func(code string) bool { return code == r.Code })
		}
	}
	return list
}

// materials hands in all files, or all but the last two.
func (p *profile) materials(all bool) []step {
	list := []step{}
	files := p.files()
	if !all {
		files = files[:len(files)-2]
	}
	for n, code := range files {
		if n == 0 && p.has(small) {
			list = append(list, p.attach(code, true, inMinutes(30, 200)))
			if !all {
				continue // the better scan is still awaited
			}
		}
		list = append(list, p.attach(code, !roomFor(code), inMinutes(1, 4)))
	}
	list[0].gap = workdays(1, 2)
	return list
}

// roomFor says whether every portal takes a good scan for a material: an icon has to be small.
func roomFor(code string) bool {
	r, _ := materials.Find(code)
	return !slices.ContainsFunc(r.Accepts().Bounds, func(b materials.Bound) bool { return b.MaxBytes > 0 && b.MaxBytes < goodBytes })
}

func (p *profile) attach(code string, small bool, g gap) step {
	return step{"attach " + code, g, func(ctx context.Context, w *world) error {
		content, err := w.scanOf(code, p.i, small)
		if err != nil {
			return err
		}
		_, err = intake.Attach(ctx, w.Office, intake.Input{
			CaseID: w.ids[p.i], Material: code, Name: code + ".jpg", Content: content, Days: p.paperDays(code, w.Office.Today()),
		})
		return err
	}}
}

// Every sixth licence has an end, which the watch shows while it is to be handed in.
const (
	endingLicence = 6
	licenceLasts  = 100 // days
)

// paperDays are those that stand on a paper.
func (p *profile) paperDays(code string, today cal.Day) intake.PaperDays {
	switch {
	case code != "licence":
		return intake.PaperDays{}
	case p.i%endingLicence == 2:
		return intake.PaperDays{Until: today.Add(licenceLasts).String()}
	}
	return intake.PaperDays{Until: people.LongTerm}
}

func (p *profile) contact(kind, text string, g gap) step {
	return step{"contact", g, func(ctx context.Context, w *world) error {
		return filing.Note(ctx, w.Office, filing.NoteInput{CaseID: w.ids[p.i], Kind: kind, Text: text})
	}}
}

// bill issues a bill, and in a void scenario takes it back and issues another.
func (p *profile) bill() []step {
	issue := step{"issue", inMinutes(10, 90), func(ctx context.Context, w *world) error {
		_, err := invoicing.Issue(ctx, w.Office, w.ids[p.i])
		return err
	}}
	if p.money != "void" {
		return []step{issue}
	}
	void := step{"void", workdays(1, 2), func(ctx context.Context, w *world) error {
		b, err := p.standing(ctx, w)
		if err != nil {
			return err
		}
		_, err = invoicing.Void(ctx, w.Office, invoicing.VoidInput{InvoiceID: b.ID, Reason: "客户名称有误，重新开单", Version: b.Version})
		return err
	}}
	return []step{issue, void, issue}
}

// pay books the whole bill, or half of it.
func (p *profile) pay() step {
	return step{"pay", workdays(0, 1), func(ctx context.Context, w *world) error {
		b, err := p.standing(ctx, w)
		if err != nil {
			return err
		}
		amount := b.Invoice.Open()
		if p.money == "part" {
			amount = money.Fen(int64(amount) / 2)
		}
		_, err = invoicing.Pay(ctx, w.Office, invoicing.PayInput{
			InvoiceID: b.ID, Amount: amount, On: w.Today(), Method: billing.Methods[p.i%3], Version: b.Version,
		})
		return err
	}}
}

// standing is the bill of the case that is not void.
func (p *profile) standing(ctx context.Context, w *world) (invoicing.Bill, error) {
	m, err := invoicing.OfCase(ctx, w.Office, w.ids[p.i])
	for _, b := range m.Bills {
		if !b.Void {
			return b, err
		}
	}
	return invoicing.Bill{Invoice: billing.Invoice{ID: ref.InvoiceID("")}}, err
}

// saveAccount keeps the sub-account that the client handed over.
func saveAccount(ctx context.Context, w *world) error {
	var version int
	err := w.Read(ctx, func(tx store.Tx) error {
		c, err := tx.Cases().Get(w.ids[0])
		version = c.Version
		return err
	})
	if err != nil {
		return err
	}
	return filing.SaveAccount(ctx, w.Office, filing.AccountInput{CaseID: w.ids[0], UserName: "beian-desk", Secret: "demo-account-2026", Version: version})
}
