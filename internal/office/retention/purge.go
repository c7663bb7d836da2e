package retention

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/followups"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/ownfields"
	"beiandesk/internal/office/results"
	"beiandesk/internal/office/rights"
	"beiandesk/internal/ref"
	"beiandesk/internal/retention"
	"beiandesk/internal/store"
)

// PurgeInput picks what is due of one kind.
type PurgeInput struct {
	Kind   string   `json:"kind"`
	Items  []string `json:"items"` // IDs
	Reason string   `json:"reason" text:"原因,lines,2000"`
}

// Purge removes what was picked, an item a transaction: what is gone when one is refused stays
// gone, and the rest stays due. It gives the items that went. Errors: Invalid at kind, items,
// reason; Blocked for one that is not due; those of what removes it.
func Purge(ctx context.Context, o *office.Office, in PurgeInput) (gone []Item, err error) {
	if err := office.Judge(in); err != nil {
		return nil, err
	}
	picked, err := in.pick(ctx, o)
	if err != nil {
		return nil, err
	}
	reason := strings.TrimSpace(in.Reason)
	for _, i := range picked {
		i, err := remove(ctx, o, in.Kind, i.ID, reason)
		if err != nil {
			return gone, stopped(err, len(gone), len(picked))
		}
		gone = append(gone, i)
	}
	return gone, nil
}

// stopped says how far a purge came before something was refused.
func stopped(err error, gone, of int) error {
	var e *errs.Error
	if gone == 0 || !errors.As(err, &e) {
		return err
	}
	return errs.Wrap(e.Code, err, "已清除 %d 项，还有 %d 项没有清除：%s", gone, of-gone, e.Message)
}

func (in PurgeInput) pick(ctx context.Context, o *office.Office) (picked []Item, err error) {
	k, ok := retention.KindOf(in.Kind)
	switch {
	case !ok || removers[in.Kind] == nil && k.Way == retention.ByStaff:
		return nil, errs.AtField("kind", "没有“%s”这一类，请从列出的里选", in.Kind)
	case k.Way != retention.ByStaff:
		return nil, errs.AtField("kind", "%s不在这里清除：%s", k.Label, k.Gone)
	case len(in.Items) == 0:
		return nil, errs.AtField("items", "请选择要清除的")
	case strings.TrimSpace(in.Reason) == "":
		return nil, errs.AtField("reason", "请写明为什么清除，例如 保存期满")
	}
	lines, err := List(ctx, o)
	if err != nil {
		return nil, err
	}
	of := lines[slices.IndexFunc(lines, func(l Line) bool { return l.Code == in.Kind })]
	for _, id := range in.Items {
		i, err := dueOf(of.Items, id)
		if err != nil {
			return nil, err
		}
		picked = append(picked, i)
	}
	return picked, nil
}

// Waits says until when an item is kept, and why.
func (i Item) Waits() string {
	var parts []string
	if i.Until != 0 {
		parts = append(parts, fmt.Sprintf("保存到 %s", i.Until))
	}
	if i.Why != "" {
		parts = append(parts, i.Why)
	}
	return strings.Join(parts, "，")
}

// remove finds an item anew, since somebody may have gone on with a case after it was picked,
// and takes it away with the copies of before an upgrade, which hold it. Errors: as itemIn.
func remove(ctx context.Context, o *office.Office, code, id, reason string) (i Item, err error) {
	var blobs []string
	err = o.Write(ctx, func(w *office.Work) error {
		if i, err = itemIn(o, w.Tx, code, id); err != nil {
			return err
		}
		if blobs, err = removers[code](o, w, i, reason); err != nil {
			return err
		}
		return o.DropBefore()
	})
	if err != nil {
		return i, err
	}
	return i, intake.Sweep(ctx, o, blobs)
}

// remover removes an item that is due, and gives the files that no document keeps any more.
type remover func(o *office.Office, w *office.Work, i Item, reason string) (blobs []string, err error)

// removers are of each kind that staff remove.
var removers = map[string]remover{
	retention.Scans:  purgeScans(retention.Scans),
	retention.Papers: purgeScans(retention.Papers),
	retention.People: func(o *office.Office, w *office.Work, i Item, reason string) ([]string, error) {
		_, blobs, err := rights.EraseIn(o, w, ref.PersonID(i.ID), reason)
		return blobs, err
	},
	retention.Contacts: purgeContact,
	retention.Own:      purgeOwn,
	retention.Consents: purgeConsents,
	retention.Handovers: func(_ *office.Office, w *office.Work, _ Item, reason string) ([]string, error) {
		_, err := handovers.ExpireIn(w, reason)
		return nil, err
	},
	retention.Drafts: purgeDrafts,
	retention.Words:  purgeWords,
}

func purgeScans(code string) remover {
	return func(_ *office.Office, w *office.Work, i Item, reason string) ([]string, error) {
		id := ref.CaseID(i.ID)
		_, blobs, err := intake.PurgeOf(w, id, reason, func(d materials.Document) bool { return kindOfScan(d.Material) == code })
		if err != nil {
			return nil, err
		}
		return blobs, handovers.Destroyed(w, id, i.erased, "保存期满，销毁扫描件")
	}
}

// noted enters that an item of a kind went.
func noted(w *office.Work, id ref.CaseID, subject, code string, n int, reason string) error {
	return w.Note("edit", id, subject, fmt.Sprintf("按保存期限清除：%s %d 项", retention.Of(code).Label, n), reason)
}

func purgeContact(_ *office.Office, w *office.Work, i Item, reason string) ([]string, error) {
	c, err := w.Clients().Client(ref.ClientID(i.ID))
	if err != nil {
		return nil, err
	}
	if err := w.Seals().Empty("clients", i.ID, "contact_phone", "wechat", "note"); err != nil {
		return nil, err
	}
	c.Contact, c.ContactPhone, c.WeChat, c.Note, c.UpdatedAt = "", "", "", "", w.Now
	if err := w.Clients().UpdateClient(c); err != nil {
		return nil, err
	}
	if err := w.Forget("", "删去 %d 条客户资料记录的内容", func(e store.Entry) bool { return e.Subject == i.ID }); err != nil {
		return nil, err
	}
	return nil, noted(w, "", i.ID, retention.Contacts, 1, reason)
}

// purgeOwn drops the tags and values of a client and of its cases, and what the journal and
// batches of tags tell of them.
func purgeOwn(_ *office.Office, w *office.Work, i Item, reason string) ([]string, error) {
	client := ref.ClientID(i.ID)
	ids := []ref.CaseID{""}
	for q := (store.CaseQuery{Now: w.Now, View: "all", Client: client, Sort: "number", Limit: page}); ; {
		rows, err := w.CaseList().Cases(q)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			ids, q.After = append(ids, r.ID), r.Cursor
		}
		if len(rows) < page {
			break
		}
	}
	for _, id := range ids {
		whose := store.Whose{Case: id}
		if id == "" {
			whose.Client = client
		}
		if err := w.Own().Drop(whose); err != nil {
			return nil, err
		}
		tells := func(e store.Entry) bool { return e.Title == ownfields.Title && (id != "" || e.Subject == i.ID) }
		if err := w.Forget(id, "删去 %d 条标签和自定义字段记录的内容", tells); err != nil {
			return nil, err
		}
	}
	err := results.DropTags(w, func(p results.Part) bool { return slices.Contains(ids, p.Case) })
	if err != nil {
		return nil, err
	}
	return nil, noted(w, "", i.ID, retention.Own, i.Count, reason)
}

// page is how many cases are read at once.
const page = 200

func purgeConsents(_ *office.Office, w *office.Work, i Item, reason string) ([]string, error) {
	p, err := w.Clients().Person(ref.PersonID(i.ID))
	if err != nil {
		return nil, err
	}
	given, err := consents.GivenBy(w.Tx, p.ClientID, p.ID)
	if err != nil {
		return nil, err
	}
	blobs, err := consents.Release(w, given)
	if err != nil {
		return nil, err
	}
	n, err := w.Consents().Drop(p.ID)
	if err != nil {
		return nil, err
	}
	about := func(e store.Entry) bool { return e.Subject == i.ID && strings.Contains(e.Title, "同意") }
	if err := w.Forget("", "删去 %d 条同意记录的内容", about); err != nil {
		return nil, err
	}
	return blobs, noted(w, "", i.ID, retention.Consents, n, reason)
}

func purgeDrafts(o *office.Office, w *office.Work, i Item, reason string) ([]string, error) {
	drafts, err := w.Drafts().Of(ref.StaffID(i.ID))
	if err != nil {
		return nil, err
	}
	k, n := retention.Of(retention.Drafts), 0
	for _, d := range drafts {
		if !k.Due(cal.DayOf(d.UpdatedAt), o.Today()) {
			continue
		}
		if err := w.Drafts().Remove(d.Staff, d.Key); err != nil {
			return nil, err
		}
		n++
	}
	return nil, noted(w, "", i.ID, retention.Drafts, n, reason)
}

func purgeWords(o *office.Office, w *office.Work, i Item, reason string) ([]string, error) {
	id := ref.CaseID(i.ID)
	if i.ID == whole {
		id = ""
	}
	if err := w.Erase(id, fmt.Sprintf("删去 %d 条记录的内容：保存期满", i.Count), i.seqs); err != nil {
		return nil, err
	}
	if err := purgeFollowups(o, w, id); err != nil {
		return nil, err
	}
	return nil, noted(w, id, "", retention.Words, i.Count, reason)
}

// purgeFollowups drops what was typed of what was decided as long ago: the journal had the same
// words.
func purgeFollowups(o *office.Office, w *office.Work, id ref.CaseID) error {
	decided, err := w.Followups().Of(id)
	last := retention.Of(retention.Words).LastDue(o.Today())
	for _, d := range decided {
		if d.State == followups.Open || cal.DayOf(d.At) > last || d.Label+d.Words == "" {
			continue
		}
		d.Label, d.Words, d.Was, d.Now = "", "", nil, nil
		if err := w.Followups().Update(d); err != nil {
			return err
		}
	}
	return err
}
