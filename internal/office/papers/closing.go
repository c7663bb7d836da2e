package papers

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"beiandesk/internal/cal"
	"beiandesk/internal/damage"
	"beiandesk/internal/embedded"
	"beiandesk/internal/errs"
	register "beiandesk/internal/handovers"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/office/views"
	"beiandesk/internal/paper"
	"beiandesk/internal/ref"
	"beiandesk/internal/retention"
	"beiandesk/internal/store"
)

//go:embed data/closing.json
var closingFile []byte

// closingText is what the letter says that no case changes.
type closingText struct {
	Source  string            `json:"source"`
	Sourced string            `json:"sourced"`
	Intro   string            `json:"intro"`
	Parts   map[string]string `json:"parts"` // headings
	Kept    []string          `json:"kept"`
}

var closingWords = sync.OnceValue(func() closingText {
	t := embedded.JSON[closingText]("closing.json", closingFile)
	for i, line := range t.Kept {
		t.Kept[i] = retention.Fill(line)
	}
	return t
})

// Closing prints the letter with which a case ends for its client. holds are the places of
// backups that still have what was erased. Errors: NotFound; Blocked while the case is not
// over; Invalid at letterhead.name until the agency's name is set.
func Closing(ctx context.Context, o *office.Office, id ref.CaseID, holds []office.BackupHold) (Paper, error) {
	f, head, contact, err := underContact(ctx, o, id)
	if err != nil {
		return Paper{}, err
	}
	if f.State.Ended == nil {
		return Paper{}, errs.New(errs.Blocked, "案件还没有结束：撤权、交付并处理好扫描件以后再出办结告知书")
	}
	if !f.State.Ended.Dated() {
		return Paper{}, errs.New(errs.Blocked, "这一件导入时没有写哪天结束：查清后用“更正时间”补上，再出办结告知书")
	}
	lines, err := handovers.All(ctx, o, handovers.Filter{Case: id})
	if err != nil {
		return Paper{}, err
	}
	why, err := keptWhy(ctx, o, id)
	if err != nil {
		return Paper{}, err
	}
	lines = slices.DeleteFunc(lines, func(l handovers.Line) bool { return l.Undone != nil })
	t := closingWords()
	v := paper.Closing{
		Letterhead: letterhead(head), CaseNumber: f.Case.Number, Client: f.Client.Name, CaseType: newReport(o, f).caseType(), Outcome: f.StatusText, Ended: f.State.Ended.Day,
		Intro: t.Intro, Source: t.Source + "，" + t.Sourced, Contact: contact, GeneratedAt: o.Now(),
		Parts: []paper.ClosingPart{
			{Title: t.Parts["access"], Lines: []string{accessGone(f)}},
			{Title: t.Parts["back"], Lines: given(f, lines)},
			{Title: t.Parts["erased"], Lines: erased(f, lines)},
			{Title: t.Parts["kept"], Lines: kept(f, lines, why)},
			{Title: t.Parts["backups"], Lines: backedUp(holds)},
		},
	}
	if err := damage.Refuse(v); err != nil {
		return Paper{}, err
	}
	made, err := paper.RenderClosing(v)
	if err != nil {
		return Paper{}, err
	}
	return finish("办结告知书", f.Case.Number, o.Today(), made).of(id), nil
}

// accessGone says how the sub-account stands.
func accessGone(f views.CasePage) string {
	switch {
	case f.Account.State == "已撤销":
		return "您云账号里给我们的子账号已经撤销，我们保存的密码已经删除。"
	case f.Account.State == "未交来" && !f.Account.Secret:
		return "我们没有登记过您云账号的子账号和密码。"
	}
	return "您云账号里给我们的子账号还没有确认删除，请在访问管理里解除策略、停用并删除。"
}

// given tells what the client has now: the numbers, and what was given back.
func given(f views.CasePage, lines []handovers.Line) []string {
	list := []string{}
	for _, s := range f.Sites {
		for _, n := range []struct{ what, number string }{{"备案号", s.ICPNumber}, {"公安备案号", s.PoliceNumber}} {
			if n.number != "" {
				list = append(list, fmt.Sprintf("%s的%s %s。", cmp.Or(s.Name, s.Domain), n.what, n.number))
			}
		}
	}
	for _, l := range lines {
		if l.Handover.Recipient == "client" {
			list = append(list, fmt.Sprintf("%s退还：%s。", l.At.Day, strings.Join(l.Kinds, "、")))
		}
	}
	if len(list) == 0 {
		list = append(list, "没有要交还的原件和号码。")
	}
	return list
}

// erased tells which scans are gone, and since when.
func erased(f views.CasePage, lines []handovers.Line) []string {
	list := []string{}
	for _, l := range lines {
		if l.Handover.Recipient == register.Destroyed().Recipient {
			list = append(list, fmt.Sprintf("%s删除：%s，连同文件名。", l.At.Day, strings.Join(l.Kinds, "、")))
		}
	}
	if len(list) == 0 && len(held(f)) == 0 {
		list = append(list, "没有保存过您的扫描件。")
	} else if len(list) == 0 {
		list = append(list, "扫描件没有删除，见下一条。")
	}
	return list
}

// held are the materials of which scans are still there.
func held(f views.CasePage) (labels []string) {
	for _, i := range f.Materials.Items {
		if len(i.Docs) > 0 {
			labels = append(labels, i.Label)
		}
	}
	return labels
}

// kept tells what stays, why and until when.
func kept(f views.CasePage, lines []handovers.Line, why string) []string {
	list := []string{}
	if labels := held(f); len(labels) > 0 {
		list = append(list, fmt.Sprintf("扫描件：%s。%s您可以随时要求删除。", strings.Join(labels, "、"), why))
	}
	if until := keptUntil(lines); until != 0 {
		list = append(list, fmt.Sprintf("移交登记：哪几种信息在什么时候交给了谁，不含内容，至少保存到 %s。", until))
	}
	return append(list, closingWords().Kept...)
}

// keptWhy is the reason that was given for keeping the scans, "" for none.
func keptWhy(ctx context.Context, o *office.Office, id ref.CaseID) (why string, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		why, err = casefile.ScansKeptWhy(o.Engine.Graph(), tx, id)
		return err
	})
	if why != "" {
		why = "保留的理由：" + strings.TrimSuffix(why, "。") + "。"
	}
	return why, err
}

// keptUntil is the latest day until which a line of the register is kept.
func keptUntil(lines []handovers.Line) (until cal.Day) {
	for _, l := range lines {
		until = max(until, l.Kept)
	}
	return until
}

// backedUp tells the day by which no backup holds what was erased. It names no place of ours.
func backedUp(holds []office.BackupHold) []string {
	var until cal.Day
	others := 0
	for _, h := range holds {
		if h.Until == 0 {
			others++
		}
		until = max(until, h.Until)
	}
	list := []string{}
	if until != 0 {
		list = append(list, fmt.Sprintf("已删除的内容在加密的备份里还会留一段时间：最后一份含有它的备份最晚到 %s 到期删除，此前不会取出使用。", until))
	}
	if others > 0 {
		list = append(list, fmt.Sprintf("另有 %d 处不会自动到期的加密备份，由我们另行删除。", others))
	}
	if len(list) == 0 {
		list = append(list, "没有登记过备份，没有已知的别的副本。")
	}
	return list
}
