package retention

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/office/intake"
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
		if err := removers[in.Kind](ctx, o, i, reason); err != nil {
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
		i := slices.IndexFunc(of.Items, func(i Item) bool { return i.ID == id })
		if i < 0 {
			return nil, errs.New(errs.Blocked, "选中的有一项已经不在了，请看最新的再选")
		}
		if one := of.Items[i]; !one.Due {
			return nil, errs.New(errs.Blocked, "%s还不能清除：%s", one.Label, one.Waits())
		}
		picked = append(picked, of.Items[i])
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

// removers remove one item of each kind that staff remove.
var removers = map[string]func(context.Context, *office.Office, Item, string) error{
	retention.Scans:  purgeScans(retention.Scans),
	retention.Papers: purgeScans(retention.Papers),
	retention.People: func(ctx context.Context, o *office.Office, i Item, reason string) error {
		_, err := rights.Erase(ctx, o, rights.EraseInput{Person: ref.PersonID(i.ID), Reason: reason})
		return err
	},
	retention.Contacts: purgeContact,
	retention.Consents: purgeConsents,
	retention.Handovers: func(ctx context.Context, o *office.Office, _ Item, reason string) error {
		_, err := handovers.Expire(ctx, o, reason)
		return err
	},
	retention.Drafts: purgeDrafts,
	retention.Words:  purgeWords,
}

func purgeScans(code string) func(context.Context, *office.Office, Item, string) error {
	return func(ctx context.Context, o *office.Office, i Item, reason string) error {
		var blobs []string
		id := ref.CaseID(i.ID)
		err := o.Write(ctx, func(w *office.Work) (err error) {
			if err := over(w, id); err != nil {
				return err
			}
			_, blobs, err = intake.PurgeOf(w, id, reason, func(d materials.Document) bool { return kindOfScan(d.Material) == code })
			if err != nil {
				return err
			}
			if err := handovers.Destroyed(w, id, i.erased, "保存期满，销毁扫描件"); err != nil {
				return err
			}
			return o.DropBefore() // they name what is purged
		})
		if err != nil {
			return err
		}
		return intake.Sweep(ctx, o, blobs)
	}
}

// over refuses a case that goes on again.
func over(w *office.Work, id ref.CaseID) error {
	c, err := w.Cases().Get(id)
	if err == nil && c.ClosedAt == nil {
		return errs.New(errs.Blocked, "案件 %s 又在办了，请看最新的再选", c.Number)
	}
	return err
}

// noted enters that an item of a kind went.
func noted(w *office.Work, id ref.CaseID, subject, code string, n int, reason string) error {
	return w.Note("edit", id, subject, fmt.Sprintf("按保存期限清除：%s %d 项", retention.Of(code).Label, n), reason)
}

func purgeContact(ctx context.Context, o *office.Office, i Item, reason string) error {
	return o.Write(ctx, func(w *office.Work) error {
		c, err := w.Clients().Client(ref.ClientID(i.ID))
		if err != nil {
			return err
		}
		if err := w.Seals().Empty("clients", i.ID, "contact_phone", "wechat", "note"); err != nil {
			return err
		}
		c.Contact, c.ContactPhone, c.WeChat, c.Note, c.UpdatedAt = "", "", "", "", w.Now
		if err := w.Clients().UpdateClient(c); err != nil {
			return err
		}
		if err := w.Forget("", "删去 %d 条客户资料记录的内容", func(e store.Entry) bool { return e.Subject == i.ID }); err != nil {
			return err
		}
		if err := noted(w, "", i.ID, retention.Contacts, 1, reason); err != nil {
			return err
		}
		return o.DropBefore()
	})
}

func purgeConsents(ctx context.Context, o *office.Office, i Item, reason string) error {
	return o.Write(ctx, func(w *office.Work) error {
		n, err := w.Consents().Drop(ref.PersonID(i.ID))
		if err != nil {
			return err
		}
		about := func(e store.Entry) bool { return e.Subject == i.ID && strings.Contains(e.Title, "同意") }
		if err := w.Forget("", "删去 %d 条同意记录的内容", about); err != nil {
			return err
		}
		if err := noted(w, "", i.ID, retention.Consents, n, reason); err != nil {
			return err
		}
		return o.DropBefore()
	})
}

func purgeDrafts(ctx context.Context, o *office.Office, i Item, reason string) error {
	return o.Write(ctx, func(w *office.Work) error {
		drafts, err := w.Drafts().Of(ref.StaffID(i.ID))
		if err != nil {
			return err
		}
		k, n := retention.Of(retention.Drafts), 0
		for _, d := range drafts {
			if !k.Due(cal.DayOf(d.UpdatedAt), o.Today()) {
				continue
			}
			if err := w.Drafts().Remove(d.Staff, d.Key); err != nil {
				return err
			}
			n++
		}
		return noted(w, "", i.ID, retention.Drafts, n, reason)
	})
}

func purgeWords(ctx context.Context, o *office.Office, i Item, reason string) error {
	return o.Write(ctx, func(w *office.Work) error {
		id := ref.CaseID(i.ID)
		if i.ID == whole {
			id = ""
		}
		rows, err := w.RetentionList().Words(retention.Of(retention.Words).LastDue(o.Today()))
		if err != nil {
			return err
		}
		at := slices.IndexFunc(rows, func(h store.HeldWords) bool { return h.Case == id })
		if at < 0 {
			return errs.New(errs.Blocked, "%s已经没有到期的了，请看最新的再选", i.Label)
		}
		if err := w.Erase(id, fmt.Sprintf("删去 %d 条记录的内容：保存期满", len(rows[at].Seqs)), rows[at].Seqs); err != nil {
			return err
		}
		if err := noted(w, id, "", retention.Words, len(rows[at].Seqs), reason); err != nil {
			return err
		}
		return o.DropBefore()
	})
}
