package rights

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"beiandesk/internal/clients"
	agreed "beiandesk/internal/consents"
	"beiandesk/internal/embedded"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
	"beiandesk/internal/retention"
	"beiandesk/internal/store"
)

//go:embed data/erase.json
var eraseFile []byte

// Stay is what an erasure leaves, and why.
type Stay struct {
	What string `json:"what"`
	Why  string `json:"why"`
	Kept string `json:"kept"` // kind of package retention that says for how long; "" for none
}

type eraseText struct {
	Source  string `json:"source"`
	Sourced string `json:"sourced"`
	Stays   []Stay `json:"stays"`
}

var erasing = sync.OnceValue(func() eraseText {
	t := embedded.JSON[eraseText]("erase.json", eraseFile)
	for i, s := range t.Stays {
		if s.Kept == "" {
			continue
		}
		k := retention.Of(s.Kept)
		why := fmt.Sprintf("从%s起保存 %s。%s", k.From, k.Term(), k.Source)
		if s.Why != "" {
			why = s.Why + "，" + why
		}
		t.Stays[i].Why = why
	}
	return t
})

// Erasure is what erasing a person takes away and what it leaves.
type Erasure struct {
	Name, Client string
	Goes         []string // in words
	Stays        []Stay
	Source       string
	Blocked      string // why it may not be now; "" when it may
}

// PlanErasure tells what erasing a person would do; nothing is changed. Errors: NotFound.
func PlanErasure(ctx context.Context, o *office.Office, id ref.PersonID) (e Erasure, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		t, err := traceOf(o, tx, id)
		if err != nil {
			return err
		}
		e, err = t.plan(tx)
		return err
	})
	return e, err
}

// EraseInput asks for it.
type EraseInput struct {
	Person ref.PersonID `json:"person"`
	Reason string       `json:"reason" text:"原因,lines,2000"`
}

// Erase takes a person's data out of the desk: what is sealed of him and what he is found by,
// the scans of his cases, the files that prove his consents, the words of the journal, of moves and forms that name him, and what
// is typed and not saved; and the copies of before an upgrade, which hold him. It can't be taken back. Errors: Invalid at reason; Blocked while a
// case of his is open, or once he was erased; NotFound; Storage where such a copy can't go.
func Erase(ctx context.Context, o *office.Office, in EraseInput) (e Erasure, err error) {
	if err := office.Judge(in); err != nil {
		return e, err
	}
	if strings.TrimSpace(in.Reason) == "" {
		return e, errs.AtField("reason", "请写明为什么删除，例如 本人要求、撤回同意")
	}
	var blobs []string
	err = o.Write(ctx, func(w *office.Work) error {
		if e, blobs, err = EraseIn(o, w, in.Person, in.Reason); err != nil {
			return err
		}
		return o.DropBefore() // none may outlive what is erased
	})
	if err != nil {
		return Erasure{}, err
	}
	// What was erased leaves the disk once nothing can be rolled back any more.
	return e, intake.Sweep(ctx, o, blobs)
}

// EraseIn is Erase within a transaction. The caller drops the copies of before an upgrade, and
// sweeps the files that no document keeps any more once it has committed.
func EraseIn(o *office.Office, w *office.Work, id ref.PersonID, reason string) (e Erasure, blobs []string, err error) {
	t, err := traceOf(o, w.Tx, id)
	if err != nil {
		return e, nil, err
	}
	if e, err = t.plan(w.Tx); err != nil {
		return e, nil, err
	}
	if e.Blocked != "" {
		return e, nil, errs.New(errs.Blocked, "%s", e.Blocked)
	}
	if blobs, err = t.erase(w); err != nil {
		return e, nil, err
	}
	return e, blobs, w.Note("edit", "", string(id), "删除个人信息", t.blank(strings.TrimSpace(reason)))
}

// plan says what would go.
func (t *trace) plan(tx store.Tx) (Erasure, error) {
	e := Erasure{Name: t.person.Name, Client: t.client.Name, Stays: erasing().Stays, Source: erasing().Source, Blocked: t.blocked()}
	held := people.Held(t.person)
	e.Goes = append(e.Goes, strings.Join(append([]string{"姓名"}, held...), "、")+"，以及用来查找的指纹")
	if t.isClient {
		e.Goes = append(e.Goes, "客户资料里的名称、地址、电话、联系人、微信、发票抬头和备注，客户和他的案件的标签和自定义字段：客户就是他本人")
	}
	for _, c := range t.cases {
		labels, n, err := t.scansOf(tx, c.ID)
		if err != nil {
			return e, err
		}
		if n > 0 {
			e.Goes = append(e.Goes, fmt.Sprintf("案件 %s 的扫描件 %d 份：%s（同案其他人的也在内，扫描件不分人存）", c.Number, n, strings.Join(labels, "、")))
		}
	}
	given, err := consents.GivenBy(tx, t.client.ID, t.person.ID)
	if err != nil {
		return e, err
	}
	if n := proved(given); n > 0 {
		e.Goes = append(e.Goes, fmt.Sprintf("%s %d 份", proofs, n))
	}
	e.Goes = append(e.Goes, "备忘、通话、催办、查看和修改记录里写到他的内容，步骤的原因和表单备注里的姓名、号码", "写到他的草稿", "升级前的副本（资料夹里的 desk.before-….db），一并删除")
	return e, nil
}

// proofs is what the files are called that prove consents.
const proofs = "同意的凭据文件"

// proved counts the consents that have a file.
func proved(given []agreed.Consent) (n int) {
	for _, c := range given {
		if c.File != nil {
			n++
		}
	}
	return n
}

func (t *trace) blocked() string {
	switch {
	case t.person.Name == clients.Erased:
		return "这个人的个人信息已经删除"
	case len(t.open) > 0:
		return fmt.Sprintf("他还在在办的案件里：%s。先办结、撤回，或把负责人换成别人，再删除", strings.Join(t.open, "、"))
	}
	return ""
}

// scansOf are the scans of a case that may show him, by their names, and how many they are.
func (t *trace) scansOf(tx store.Tx, id ref.CaseID) (labels []string, n int, err error) {
	docs, err := tx.Documents().Of(id)
	for _, d := range docs {
		if !t.shows(d.Material) {
			continue
		}
		n++
		if label := labelOf(d.Material); !slices.Contains(labels, label) {
			labels = append(labels, label)
		}
	}
	return labels, n, err
}
